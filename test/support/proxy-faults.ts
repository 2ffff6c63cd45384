import {Buffer} from 'node:buffer';
import {type IncomingMessage, type ServerResponse} from 'node:http';
import {type Duplex} from 'node:stream';

/**
What goes wrong with a request.

On upgraded connections (attach, exec) only `delay`, `hang`, `answer` and `cut` at the start have an effect; to cut one later use `cutAll`.
*/
export type Fault =
	/** Answered late. */
	| {readonly kind: 'delay'; readonly milliseconds: number}

	/** Never answered. */
	| {readonly kind: 'hang'}

	/** The connection is cut: before an answer, after its headers, or after so many bytes of its body. */
	| {readonly kind: 'cut'; readonly at: 'start' | 'headers' | number}

	/** The engine's answer comes with this body instead of its own. */
	| {readonly kind: 'garble'; readonly body: string}

	/** Answered in the engine's place, which never sees the request. */
	| {readonly kind: 'answer'; readonly status: number; readonly body: string};

/** Whether the engine gets to see a request with this fault. */
export const isForwarded = (fault: Fault | undefined): boolean =>
	fault === undefined || fault.kind === 'delay' || fault.kind === 'garble' || (fault.kind === 'cut' && fault.at !== 'start');

const withoutLength = (incoming: IncomingMessage): Record<string, string | string[] | undefined> => {
	const {'content-length': length, 'transfer-encoding': encoding, ...headers} = incoming.headers;
	return headers;
};

const cutAfter = (incoming: IncomingMessage, response: ServerResponse, limit: number) => {
	let left = limit;
	const cut = () => {
		response.destroy();
		incoming.destroy();
	};

	response.flushHeaders();
	if (limit === 0) {
		// In a later turn, so that the headers are on their way.
		setImmediate(cut);
		return;
	}

	incoming.on('data', (chunk: Uint8Array) => {
		const part = chunk.subarray(0, left);
		left -= part.length;
		response.write(part, left === 0 ? cut : undefined);
	});
	incoming.on('end', () => {
		if (left > 0) {
			setImmediate(cut);
		}
	});
};

/** Passes an engine's answer on to the client, with the fault that concerns answers if there is one. */
export const passAnswer = (incoming: IncomingMessage, response: ServerResponse, fault: Fault | undefined) => {
	const status = incoming.statusCode ?? 502;
	if (fault?.kind === 'garble') {
		incoming.resume();
		response.writeHead(status, {...withoutLength(incoming), 'content-length': Buffer.byteLength(fault.body)});
		response.end(fault.body);
		return;
	}

	response.writeHead(status, incoming.statusMessage, incoming.rawHeaders);
	if (fault?.kind === 'cut' && fault.at !== 'start') {
		cutAfter(incoming, response, fault.at === 'headers' ? 0 : fault.at);
		return;
	}

	// An event stream may have nothing to say for long: its headers go out now.
	response.flushHeaders();
	incoming.pipe(response);
};

const answerText = (status: number, body: string): string => [
	`HTTP/1.1 ${status} -`,
	'Content-Type: application/json',
	`Content-Length: ${Buffer.byteLength(body)}`,
	'Connection: close',
	'',
	body,
].join('\r\n');

/** Deals with a request the engine never sees: cut, answered in its place, or left hanging. */
export const refuse = (connection: Duplex, fault: Fault) => {
	if (fault.kind === 'answer') {
		connection.end(answerText(fault.status, fault.body));
	} else if (fault.kind === 'cut') {
		connection.destroy();
	}
};
