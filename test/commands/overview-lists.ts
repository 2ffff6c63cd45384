/** A list of the printed overview: its title line, then a cell per title and row. */
export type PrintedList = {
	readonly title: string;
	readonly columns: readonly string[];
	readonly rows: ReadonlyArray<Readonly<Record<string, string>>>;
};

/** Reads a printed overview back by where its titles stand, which works only when every row is aligned with them. */
export function printedLists(output: string): {readonly engine: string; readonly lists: readonly PrintedList[]} {
	const [engine = '', ...lists] = output.trimEnd().split('\n\n');
	return {engine, lists: lists.map(list => printedList(list.split('\n')))};
}

/** A title on the left of its column stands over the cell's first character, one on the right over its last: both are split in the gap between. */
function printedList([title = '', head = '', ...lines]: readonly string[]): PrintedList {
	const columns = head.trim().split(/ {2,}/);
	const starts = gapsOf([head, ...lines]);
	return {title, columns, rows: lines.map(line => Object.fromEntries(columns.map((column, index) => [column, line.slice(starts[index], starts[index + 1]).trim()])))};
}

/** Where columns begin: after two blanks that every line has at the same place. */
function gapsOf(lines: readonly string[]): readonly number[] {
	const width = Math.max(...lines.map(({length}) => length));
	const isBlank = (position: number) => lines.every(line => (line[position] ?? ' ') === ' ');
	return Array.from({length: width}, (_, position) => position).filter(position => position === 0 || (!isBlank(position) && isBlank(position - 1) && isBlank(position - 2)));
}
