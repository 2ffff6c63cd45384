import {Buffer} from 'node:buffer';
import {request, type IncomingMessage} from 'node:http';
import {text} from 'node:stream/consumers';

export type EngineAnswer = {
	readonly status: number;

	/** Parsed when it is JSON, else the text. */
	readonly body: unknown;
};

const parse = (content: string): unknown => {
	try {
		return JSON.parse(content);
	} catch {
		return content;
	}
};

type Content = {readonly type: string; readonly bytes: Uint8Array};

const contentOf = (body: unknown): Content | undefined => {
	if (body === undefined) {
		return undefined;
	}

	return body instanceof Uint8Array ? {type: 'application/x-tar', bytes: body} : {type: 'application/json', bytes: Buffer.from(JSON.stringify(body))};
};

/** One plain request to an engine's API, for fixtures: no library in between. `body` is sent as JSON, bytes as a tar archive. */
export const requestEngine = async (socketPath: string, method: string, path: string, body?: unknown): Promise<EngineAnswer> =>
	new Promise((resolve, reject) => {
		const answer = async (response: IncomingMessage) => {
			try {
				resolve({status: response.statusCode ?? 0, body: parse(await text(response))});
			} catch (error) {
				reject(error instanceof Error ? error : new Error(String(error)));
			}
		};

		const content = contentOf(body);
		const headers = content && {'content-type': content.type, 'content-length': content.bytes.length};
		const outgoing = request({
			socketPath, method, path, headers, agent: false,
		}, response => {
			void answer(response);
		});
		outgoing.on('error', reject);
		outgoing.end(content?.bytes);
	});

/** As `requestEngine`, but any status of 400 and above is an error. Gives the body. */
export const askEngine = async (socketPath: string, method: string, path: string, body?: unknown): Promise<unknown> => {
	const answer = await requestEngine(socketPath, method, path, body);
	if (answer.status >= 400) {
		throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
	}

	return answer.body;
};
