import type {Collection} from '../store/live.ts';

/** A moment as `2026-11-21T10:00:01.000Z`; null when the engine does not know it. */
export type Moment = string | null;

/** Bytes; null when the engine did not measure them. */
export type Bytes = number | null;

/** A row as the model has it, but for when it was made. */
export type Created<Row> = Omit<Row, 'created'> & {readonly created: Moment};

/** The rows of a list; null for one that could not be read, so that it is never taken for an empty one. */
export function rowsJson<Row extends {readonly created: number}>({items, loaded}: Collection<Row>): ReadonlyArray<Created<Row>> | null {
	return loaded ? items.map(item => createdJson(item)) : null;
}

export function createdJson<Row extends {readonly created: number}>(item: Row): Created<Row> {
	return {...item, created: moment(item.created)};
}

/** The model has 0 for a moment that the engine does not know. */
export function moment(milliseconds: number): Moment {
	return milliseconds > 0 ? new Date(milliseconds).toISOString() : null;
}

/** The model has -1 for what the engine did not measure or count. */
export function known(amount: number): number | null {
	return amount < 0 ? null : amount;
}

/** A document as it is printed. */
export function jsonText(document: unknown): string {
	return `${JSON.stringify(document, undefined, 2)}\n`;
}
