/** What is being done with which object, by id; `since` in epoch milliseconds. */
export type Pending = ReadonlyMap<string, {readonly progress: string; readonly since: number}>;
