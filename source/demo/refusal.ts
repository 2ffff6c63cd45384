/** What the engine refuses: becomes an answer with this status and `{"message": …}`. */
export class Refusal extends Error {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

/** 304: there is nothing to do; the answer has no body. */
export class NothingToDo extends Error {}

/** 400 */
export const badRequest = (message: string) => new Refusal(400, message);

/** 404 */
export const notFound = (message: string) => new Refusal(404, message);

/** 409 */
export const conflict = (message: string) => new Refusal(409, message);
