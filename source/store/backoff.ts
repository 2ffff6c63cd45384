const steps = [250, 500, 1000, 2000, 5000] as const;

/** Milliseconds to wait before the given try (0 is the first one after a connection was lost). */
export function backoff(attempt: number): number {
	return steps[Math.min(attempt, steps.length - 1)]!;
}
