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

/** Streams that somebody listens to: a failure comes to the callback, and as an event that ends the process when nobody does, even later. */
const guarded = new WeakSet<NodeJS.WriteStream>();

async function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
	if (!guarded.has(stream)) {
		guarded.add(stream);
		stream.on('error', () => {
			// The callback below tells it.
		});
	}

	const {promise, resolve, reject} = Promise.withResolvers<void>();
	stream.write(text, error => {
		if (error && !('code' in error && error.code === 'EPIPE')) {
			reject(error);
		} else {
			resolve();
		}
	});
	await promise;
}
