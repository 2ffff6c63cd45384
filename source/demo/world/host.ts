/** The machine the demo engine pretends to run on. */
export const host = {
	processors: 8,
	memoryBytes: 33_600_000_000,
	kernel: '6.1.0-26-amd64',
} as const;
