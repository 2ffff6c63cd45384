import {Buffer} from 'node:buffer';
import {Readable} from 'node:stream';
import {timeLimit, within, type Client} from './client.ts';
import type {RequestOptions} from './engine.ts';
import type {Subject} from './failure.ts';
import {lineSplitter} from './lines.ts';
import {fields, filled, text} from './read/values.ts';
import {BadAnswerError} from './response.ts';

const subject: Subject = {operation: 'import an image'};

/**
Makes an image of one layer, without a name, from a tar archive, and resolves to its id. Failures come within a stream that began well.
*/
export async function importImage(client: Client, archive: Uint8Array, options: RequestOptions = {}): Promise<string> {
	const stream = await client.stream(subject, within(options, timeLimit.change), async docker => docker.importImage(Readable.from([archive]), {}));
	let id: string | undefined;
	let failure: string | undefined;
	const split = lineSplitter(line => {
		const {status, error} = fields(JSON.parse(line));
		// Docker ends with the id as it is, Podman with the one of its own as well.
		id = /(?:^|\b)(?:sha256:)?[\da-f]{64}$/.exec(text(status).trim())?.[0] ?? id;
		failure = filled(text(error)) ?? failure;
	});
	try {
		for await (const chunk of stream) {
			split(chunk as Uint8Array);
		}

		split(Buffer.from('\n'));
	} catch (error) {
		throw client.failure(error, subject);
	} finally {
		stream.destroy();
	}

	if (id === undefined || failure !== undefined) {
		throw client.failure(new BadAnswerError(failure ?? 'the engine did not say which image it made'), subject);
	}

	return id;
}
