import {Buffer} from 'node:buffer';
import type {OutgoingHttpHeaders} from 'node:http';
import {fields, isFields, type Fields} from './read/values.ts';
import type {Transport, TransportRequest} from './transport.ts';

/** What dockerode's methods hand to their modem. `path` ends in `?` where options may follow it. */
export type DialOptions = {
	readonly path: string;
	readonly method: string;
	readonly options?: unknown;
	readonly headers?: OutgoingHttpHeaders;
	readonly file?: unknown;
	readonly isStream?: boolean;
	readonly hijack?: boolean;
	readonly openStdin?: boolean;
	readonly authconfig?: unknown;
};

export type DialCallback = (error: unknown, answer?: unknown) => void;

/** The part of docker-modem that dockerode uses for requests. */
export type Modem = {
	dial(options: DialOptions, callback: DialCallback): void;
};

/** A change was asked for in read-only mode; no byte of it left. */
export class ReadOnlyError extends Error {
	override readonly name = 'ReadOnlyError';
}

const readingMethods: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** These take a name in the query and all else, secrets among it, in the body alone. */
const creations = /^\/(?:containers|networks|volumes|secrets|configs)\/create\?$/v;

/** Options that are for the modem and not for the engine. */
const ambient: ReadonlySet<string> = new Set(['abortSignal', 'authconfig']);

function withoutAmbient(options: unknown): Fields {
	return Object.fromEntries(Object.entries(fields(options)).filter(([key]) => !ambient.has(key)));
}

function queryValue(value: unknown): readonly string[] {
	if (value === undefined || value === null) {
		return [];
	}

	return Array.isArray(value) ? value.map(String) : [typeof value === 'string' ? value : JSON.stringify(value)];
}

/** `?key=value&…`: arrays repeat their key, objects (filters) go as JSON; empty when there is nothing to say. */
export function queryString(query: Fields): string {
	const parameters = new URLSearchParams(Object.entries(query).flatMap(([key, value]) => queryValue(value).map((item): [string, string] => [key, item])));
	return parameters.size === 0 ? '' : `?${parameters.toString()}`;
}

/**
Where dockerode's options belong. A question has no body, so they are always its query: docker-modem drops them where dockerode's
path has no `?`, and a forced removal of a volume is not forced. Else the body has them, and the query too where the path asks for it.
*/
function place({path, method, options, file, hijack}: DialOptions): {readonly query: Fields; readonly body?: unknown} {
	const given = withoutAmbient(options);
	const query = isFields(given._query) ? given._query : given;
	if (!['POST', 'PUT'].includes(method)) {
		return {query};
	}

	const body = given._body ?? given;
	const sent = file ?? (isFields(body) && Object.keys(body).length === 0 ? undefined : body);
	if (creations.test(path)) {
		const {name, platform} = query;
		return {query: {name, platform}, body: sent ?? {}};
	}

	if (!path.endsWith('?')) {
		return {query: {}, body: sent};
	}

	// An attach has its options in the query: Podman types a body into the container.
	return hijack ? {query} : {query, body: sent};
}

function credentials(authconfig: unknown): OutgoingHttpHeaders {
	if (!isFields(authconfig)) {
		return {};
	}

	const {key, base64} = authconfig;
	const ready = [key, base64].find(value => typeof value === 'string');
	return {'x-registry-auth': ready ?? Buffer.from(JSON.stringify(authconfig)).toString('base64url')};
}

/**
The modem under dockerode, in place of docker-modem, which reads DOCKER_* variables over what it is given, follows redirects to
hosts that do not exist, and never settles when a connection dies within an answer. One modem serves one call: every request made
through it ends with `signal`.
*/
export function createModem(transport: Transport, {version, signal, readOnly, onFault}: {
	readonly version?: string;
	readonly signal: AbortSignal;
	readonly readOnly: boolean;
	/** Told when dockerode stumbles over an answer: its promise then never settles. */
	onFault(error: unknown): void;
}): Modem {
	const ask = async (options: DialOptions): Promise<unknown> => {
		if (readOnly && !readingMethods.has(options.method)) {
			throw new ReadOnlyError(`${options.method} ${options.path}`);
		}

		const {query, body} = place(options);
		const request: TransportRequest = {
			method: options.method,
			path: `${version === undefined ? '' : `/v${version}`}${options.path.replace(/\?$/v, '')}${queryString(query)}`,
			headers: {
				...(options.file !== undefined && {'content-type': 'application/x-tar'}),
				...credentials(options.authconfig),
				...options.headers,
			},
			body,
			signal,
		};
		if ((options.hijack ?? false) || (options.openStdin ?? false)) {
			return transport.upgrade(request);
		}

		return options.isStream ? transport.open(request) : transport.send(request);
	};

	const deliver = async (asked: Promise<unknown>, callback: DialCallback): Promise<void> => {
		const [outcome] = await Promise.allSettled([asked]);
		try {
			if (outcome.status === 'fulfilled') {
				callback(undefined, outcome.value);
			} else {
				callback(outcome.reason);
			}
		} catch (error) {
			onFault(error);
		}
	};

	return {
		dial(options, callback) {
			void deliver(ask(options), callback);
		},
	};
}
