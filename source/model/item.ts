/** What every row of every pane has. The cursor, marks and targets of actions are ids, never row numbers. */
export type Item = {
	readonly id: string;
	readonly name: string;
};
