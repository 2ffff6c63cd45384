import process from 'node:process';
import type {EngineError} from '../model/engine-error.ts';

/**
Writes to standard output and resolves when it is out of this process. A reader that has gone (`| head`) wants no more: that is fine.
False when the text could not be written, as on a full disk; that is told on standard error.
*/
export async function print(text: string): Promise<boolean> {
	try {
		await write(process.stdout, text);
		return true;
	} catch (error) {
		await complain(`the output could not be written: ${error instanceof Error ? error.message : String(error)}`);
		return false;
	}
}

/** Tells on standard error what went wrong, and below it what to try. */
export async function complain(message: string, hint?: string): Promise<void> {
	try {
		await write(process.stderr, `shipshape: ${message}\n${hint === undefined ? '' : `${hint}\n`}`);
	} catch {
		// There is nowhere left to tell it.
	}
}

/** Tells an engine's error: its sentence and its hint. */
export async function complainOf({message, context}: EngineError): Promise<void> {
	await complain(message, context.hint);
}

async function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
	const {promise, resolve, reject} = Promise.withResolvers<void>();
	const settle = (error?: Error | null) => {
		if (error && !('code' in error && error.code === 'EPIPE')) {
			reject(error);
			return;
		}

		resolve();
	};

	// The stream tells a failure twice: to the callback, and as an event that ends the process when nobody listens, even later.
	stream.on('error', settle);
	stream.write(text, settle);
	await promise;
}
