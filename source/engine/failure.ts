import {EngineError, type EngineErrorContext, type EngineErrorKind} from '../model/engine-error.ts';
import type {Endpoint} from '../model/endpoint.ts';
import {neutralise} from '../terminal/neutralise.ts';
import {hintFor} from './hint.ts';
import {ReadOnlyError} from './modem.ts';
import {filled} from './read/values.ts';
import {BadAnswerError, StatusError} from './response.ts';

/** What is being done to which object, in words: `stop`, `container web`. */
export type Subject = {
	readonly operation: string;
	readonly object?: string;
};

const connectionKinds: ReadonlyMap<string, EngineErrorKind> = new Map<string, EngineErrorKind>([
	['ENOENT', 'no-socket'],
	['ENOTDIR', 'no-socket'],
	['ENOTSOCK', 'no-socket'],
	['EINVAL', 'no-socket'],
	['ENAMETOOLONG', 'no-socket'],
	['EACCES', 'permission'],
	['EPERM', 'permission'],
	['ECONNREFUSED', 'refused'],
	['ENOTFOUND', 'unreachable'],
	['EAI_AGAIN', 'unreachable'],
	['EHOSTUNREACH', 'unreachable'],
	['EHOSTDOWN', 'unreachable'],
	['ENETUNREACH', 'unreachable'],
	['ENETDOWN', 'unreachable'],
	['EADDRNOTAVAIL', 'unreachable'],
	['ETIMEDOUT', 'unreachable'],
	['ECONNRESET', 'lost'],
	['EPIPE', 'lost'],
	['ECONNABORTED', 'lost'],
	['ERR_STREAM_PREMATURE_CLOSE', 'lost'],
	['EPROTO', 'tls'],
]);

/** Node tells a certificate it does not trust by OpenSSL's name for the reason. */
const tlsCode = /^(?:ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_EXCEEDED)/v;

const statusKinds: ReadonlyMap<number, EngineErrorKind> = new Map<number, EngineErrorKind>([
	[404, 'not-found'],
	[409, 'conflict'],
	[501, 'unsupported'],
]);

const tooOld = /client version .* is too new/v;
const tooNew = /client version .* is too old/v;

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function kindOfStatus({status, words, isJson}: StatusError): EngineErrorKind {
	if (tooOld.test(words)) {
		return 'api-too-old';
	}

	// Without an engine's words a 404 says that the whole path is unknown, as Podman's for swarm.
	if (tooNew.test(words) || (status === 404 && (!isJson || words === 'page not found'))) {
		return 'unsupported';
	}

	// Podman 4 says it with 500 when it is asked for the changes of a container that is gone.
	if (words.endsWith('layer not known')) {
		return 'not-found';
	}

	// What Podman refuses for the state an object is in, 4 tells with 500: of a container that runs, of a network that a container has.
	if (status === 500 && /(?:container state improper|network is being used)$/v.test(words)) {
		return 'conflict';
	}

	return words.includes('HTTP request to an HTTPS server') ? 'tls' : statusKinds.get(status) ?? (status >= 500 ? 'failed' : (status >= 400 ? 'rejected' : 'bad-answer'));
}

function kindOf(error: unknown): EngineErrorKind {
	if (error instanceof StatusError) {
		return kindOfStatus(error);
	}

	if (error instanceof ReadOnlyError) {
		return 'read-only';
	}

	// A TypeError is dockerode's, stumbling over an answer that is not what it expects.
	if (error instanceof BadAnswerError || error instanceof TypeError) {
		return 'bad-answer';
	}

	const code = codeOf(error);
	return code.startsWith('HPE_') ? 'not-an-engine' : connectionKinds.get(code) ?? (tlsCode.test(code) ? 'tls' : 'failed');
}

const wordsLimit = 500;

/** The technical words that are worth telling: not a system's code for what the sentence says already. */
function wordsOf(error: unknown, kind: EngineErrorKind): string | undefined {
	if (error instanceof StatusError) {
		return error.words;
	}

	if (['tls', 'unreachable', 'bad-answer', 'failed'].includes(kind)) {
		const words = error instanceof Error ? filled(error.message) ?? codeOf(error) : String(error);
		return neutralise(words.trim(), {limit: wordsLimit});
	}

	return undefined;
}

/** An `EngineError` of a kind that is known already. */
export function engineError(kind: EngineErrorKind, subject: Subject, endpoint: Endpoint, {words, cause}: {readonly words?: string; readonly cause?: unknown} = {}): EngineError {
	const hint = hintFor(kind, endpoint.address);
	const context: EngineErrorContext = {
		...subject,
		endpoint: endpoint.url,
		...(cause instanceof StatusError && {status: cause.status}),
		...(words !== undefined && words !== '' && {words}),
		...(hint !== undefined && {hint}),
	};
	return new EngineError(kind, context, cause);
}

/** Any failure of a request as an `EngineError`, told apart by Node's code, by the status and by the engine's words. */
export function toEngineError(error: unknown, subject: Subject, endpoint: Endpoint): EngineError {
	if (error instanceof EngineError) {
		return error;
	}

	// An aborted stream ends with Node's AbortError, which carries what it was aborted for.
	if (error instanceof Error && error.cause instanceof EngineError) {
		return error.cause;
	}

	const kind = kindOf(error);
	return engineError(kind, subject, endpoint, {words: wordsOf(error, kind), cause: error});
}
