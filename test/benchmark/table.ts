/** Milliseconds with as many digits as mean something. */
export const milliseconds = (value: number): string => `${value.toFixed(value < 20 ? 1 : 0)} ms`;

/** Bytes in decimal units. */
export const bytes = (value: number): string => value < 10_000 ? `${Math.round(value)} B` : `${(value / 1000).toFixed(0)} kB`;

/** A table in markdown with a title above it. */
export const table = (title: string, columns: readonly string[], rows: ReadonlyArray<readonly string[]>): string => [
	`**${title}**`,
	'',
	...[columns, columns.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`),
	'',
	'',
].join('\n');
