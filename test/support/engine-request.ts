import {Buffer} from 'node:buffer';
import {request} from 'node:http';
import {buffer} from 'node:stream/consumers';

export type EngineAnswer = {
	readonly status: number;

	/**
	Parsed when it is JSON, else the text.
	*/
	readonly body: unknown;
};

const parse = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
};

type Content = {readonly type: string; readonly bytes: Buffer};

const contentOf = (body: unknown): Content | undefined => {
	if (body === undefined) {
		return undefined;
	}

	return Buffer.isBuffer(body) ? {type: 'application/x-tar', bytes: body} : {type: 'application/json', bytes: Buffer.from(JSON.stringify(body))};
};

/**
One plain request to an engine's API, for fixtures: no library in between. `body` is sent as JSON, a buffer as a tar archive.
*/
export const requestEngine = async (socketPath: string, method: string, path: string, body?: unknown): Promise<EngineAnswer> =>
	new Promise((resolve, reject) => {
		const content = contentOf(body);
		const headers = content && {'content-type': content.type, 'content-length': content.bytes.length};
		const outgoing = request({
			socketPath, method, path, headers, agent: false,
		}, async response => {
			try {
				const received = await buffer(response);
				resolve({status: response.statusCode ?? 0, body: parse(received.toString('utf8'))});
			} catch (error) {
				reject(error instanceof Error ? error : new Error(String(error)));
			}
		});
		outgoing.on('error', reject);
		outgoing.end(content?.bytes);
	});

/**
As `requestEngine`, but any status of 400 and above is an error. Gives the body.
*/
export const askEngine = async (socketPath: string, method: string, path: string, body?: unknown): Promise<unknown> => {
	const answer = await requestEngine(socketPath, method, path, body);
	if (answer.status >= 400) {
		throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
	}

	return answer.body;
};
