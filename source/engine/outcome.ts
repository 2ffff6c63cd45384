import {EngineError} from '../model/engine-error.ts';

/** True when the request changed something, false when the engine answered 304: it was so already. */
export async function hasChanged(request: Promise<unknown>): Promise<boolean> {
	try {
		await request;
		return true;
	} catch (error) {
		if (error instanceof EngineError && error.context.status === 304) {
			return false;
		}

		throw error;
	}
}
