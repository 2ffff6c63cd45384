import {IncomingMessage} from 'node:http';
import {Duplex} from 'node:stream';
import type Dockerode from 'dockerode';
import type {Endpoint} from '../model/endpoint.ts';
import type {EngineError} from '../model/engine-error.ts';
import type {RequestOptions} from './engine.ts';
import {engineError, toEngineError, type Subject} from './failure.ts';
import {limitCall, type CallLimit} from './limit.ts';
import {createModem, type Modem} from './modem.ts';
import type {Transport} from './transport.ts';

export type {Subject} from './failure.ts';

/** Milliseconds until a request is given up when its caller names no limit. */
export const timeLimit = {
	/** One object, or a change that an engine makes at once. */
	short: 20_000,
	/** Lists: the containerd store needs about 10 ms for each image. */
	list: 120_000,
	/** What may have to wait for processes to end. */
	change: 120_000,
	/** Sums over whole file systems. */
	measure: 900_000,
} as const;

/** The caller's own options, with `limit` milliseconds where it names no time limit. */
export function within({signal, timeout}: RequestOptions, limit: number): RequestOptions {
	return {signal, timeout: timeout ?? limit};
}

/**
The one way to an engine. Whatever is asked rejects with an `EngineError` and nothing else, settles in time even when the engine
or the connection does not, and ends its connection when it is given up.
*/
export type Client = {
	readonly endpoint: Endpoint;
	readonly readOnly: boolean;
	/** Runs dockerode for one request, and the reading of its answer. */
	call<Result>(subject: Subject, options: RequestOptions, run: (docker: Dockerode) => Promise<Result>): Promise<Result>;
	/** As `call`, for an answer that is a stream. The time limit is for its head; the signal ends it whenever it aborts. */
	stream(subject: Subject, options: RequestOptions, run: (docker: Dockerode) => Promise<unknown>): Promise<IncomingMessage>;
	/** As `stream`, for the bare connection of exec and attach (`hijack: true`). Its errors are harmless when nobody listens. */
	hijack(subject: Subject, options: RequestOptions, run: (docker: Dockerode) => Promise<unknown>): Promise<Duplex>;
	/** Any failure as an `EngineError` of this endpoint: for what goes wrong within a stream. */
	failure(error: unknown, subject: Subject): EngineError;
	/** A client of the same connections that speaks one version of the API. */
	withVersion(version: string): Client;
	/** Ends every connection; what was under way is cancelled. */
	close(): void;
};

/** A dockerode over our modem: its methods know the paths, the modem knows how to ask. */
export type DockerFactory = (modem: Modem) => Dockerode;

/** Loads dockerode, which takes longer than a first frame may wait. */
export async function loadDockerode(): Promise<DockerFactory> {
	const {default: Docker} = await import('dockerode');
	return modem => {
		// The types do not know the option `modem`.
		const options = {modem, Promise};
		return new Docker(options);
	};
}

/** The client of one engine. `version` is left out only to ask for the version. */
export function createClient({endpoint, transport, docker, readOnly, version}: {
	readonly endpoint: Endpoint;
	readonly transport: Transport;
	readonly docker: DockerFactory;
	readonly readOnly: boolean;
	readonly version?: string;
}): Client {
	const closing = new AbortController();

	const race = async <Result>(subject: Subject, limit: CallLimit, run: (docker: Dockerode) => Promise<Result>): Promise<Result> => {
		const modem = createModem(transport, {
			version, signal: limit.signal, readOnly, onFault: limit.fail,
		});
		try {
			return await Promise.race([limit.givenUp, run(docker(modem))]);
		} catch (error) {
			throw toEngineError(error, subject, endpoint);
		}
	};

	const limited = (subject: Subject, options: RequestOptions): CallLimit => limitCall({
		signals: [options.signal, closing.signal],
		timeout: options.timeout ?? timeLimit.short,
		onCancel: cause => engineError('cancelled', subject, endpoint, {cause}),
		onTimeout: timeout => engineError('timeout', subject, endpoint, {words: `nothing came within ${timeout / 1000} s`}),
	});

	/** A stream outlives its call: the clock stops with the head, the signals hold until it closes. */
	const streamed = async <Kind extends Duplex | IncomingMessage>(subject: Subject, options: RequestOptions, run: (docker: Dockerode) => Promise<unknown>, isKind: (answer: unknown) => answer is Kind): Promise<Kind> => {
		const limit = limited(subject, options);
		try {
			const answer = await race(subject, limit, run);
			if (!isKind(answer)) {
				throw engineError('bad-answer', subject, endpoint);
			}

			limit.stopClock();
			answer.once('close', limit.release);
			return answer;
		} catch (error) {
			limit.release();
			throw error;
		}
	};

	return {
		endpoint,
		readOnly,
		async call(subject, options, run) {
			const limit = limited(subject, options);
			try {
				return await race(subject, limit, run);
			} finally {
				limit.release();
			}
		},
		stream: async (subject, options, run) => streamed(subject, options, run, answer => answer instanceof IncomingMessage),
		hijack: async (subject, options, run) => streamed(subject, options, run, answer => answer instanceof Duplex),
		failure: (error, subject) => toEngineError(error, subject, endpoint),
		withVersion: spoken => createClient({
			endpoint, transport, docker, readOnly, version: spoken,
		}),
		close() {
			closing.abort();
			transport.close();
		},
	};
}
