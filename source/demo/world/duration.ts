/** A length of time in the engine's words, as `About an hour` (docker/go-units duration.go HumanDuration). */
export function humanDuration(milliseconds: number): string {
	const seconds = Math.floor(milliseconds / 1000);
	const minutes = Math.floor(milliseconds / 60_000);
	const hours = Math.round(milliseconds / 3_600_000);
	const steps: ReadonlyArray<readonly [boolean, string]> = [
		[seconds < 1, 'Less than a second'],
		[seconds === 1, '1 second'],
		[seconds < 60, `${seconds} seconds`],
		[minutes === 1, 'About a minute'],
		[minutes < 60, `${minutes} minutes`],
		[hours === 1, 'About an hour'],
		[hours < 48, `${hours} hours`],
		[hours < 24 * 7 * 2, `${Math.floor(hours / 24)} days`],
		[hours < 24 * 30 * 2, `${Math.floor(hours / 24 / 7)} weeks`],
		[hours < 24 * 365 * 2, `${Math.floor(hours / 24 / 30)} months`],
	];
	return steps.find(([fits]) => fits)?.[1] ?? `${Math.floor(hours / 24 / 365)} years`;
}

/** A moment as the engine writes it; the year 1 for never. */
export const engineTime = (milliseconds: number | undefined): string => milliseconds === undefined
	? '0001-01-01T00:00:00Z'
	: new Date(milliseconds).toISOString().replace('Z', '482913Z');
