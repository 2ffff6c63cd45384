/** What every row of every pane has. The cursor, marks and targets of actions are ids, never row numbers. */
export type Item = {
	readonly id: string;
	readonly name: string;
	/** The fields of the engine's answer that could not be read. */
	readonly unreadable?: readonly string[];
};
