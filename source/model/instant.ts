/** A moment with an engine's precision. A number of nanoseconds since 1970 would not fit into a double. */
export type Instant = {
	/** Since the epoch. */
	readonly seconds: number;
	/** 0 to 999,999,999. */
	readonly nanoseconds: number;
};

const billion = 1_000_000_000;

/** Negative when the first is the earlier one. */
export function compareInstants(first: Instant, second: Instant): number {
	return first.seconds - second.seconds || first.nanoseconds - second.nanoseconds;
}

/** The next moment: what an engine calls inclusive begins after this one. */
export function nextInstant({seconds, nanoseconds}: Instant): Instant {
	return nanoseconds + 1 < billion ? {seconds, nanoseconds: nanoseconds + 1} : {seconds: seconds + 1, nanoseconds: 0};
}

/** The moment before. */
export function previousInstant({seconds, nanoseconds}: Instant): Instant {
	return nanoseconds > 0 ? {seconds, nanoseconds: nanoseconds - 1} : {seconds: seconds - 1, nanoseconds: billion - 1};
}

/** `seconds.nanoseconds`, as an engine takes it; as a number it would lose its last digits. */
export function formatInstant({seconds, nanoseconds}: Instant): string {
	return `${seconds}.${String(nanoseconds).padStart(9, '0')}`;
}

/** Epoch milliseconds, rounded down. */
export function toMilliseconds({seconds, nanoseconds}: Instant): number {
	return (seconds * 1000) + Math.floor(nanoseconds / 1_000_000);
}

/** From epoch milliseconds. */
export function fromMilliseconds(milliseconds: number): Instant {
	const seconds = Math.floor(milliseconds / 1000);
	return {seconds, nanoseconds: Math.floor(milliseconds - (seconds * 1000)) * 1_000_000};
}
