import {EngineError, type EngineErrorContext, type EngineErrorKind} from '../model/engine-error.ts';
import type {Endpoint} from '../model/endpoint.ts';
import {neutralise} from '../terminal/neutralise.ts';
import {ReadOnlyError} from './modem.ts';
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
const tlsCode = /^(?:ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_EXCEEDED)/;

const statusKinds: ReadonlyMap<number, EngineErrorKind> = new Map<number, EngineErrorKind>([
	[404, 'not-found'],
	[409, 'conflict'],
	[501, 'unsupported'],
]);

const tooOld = /client version .* is too new/;
const tooNew = /client version .* is too old/;

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function kindOfStatus({status, words, json}: StatusError): EngineErrorKind {
	if (tooOld.test(words)) {
		return 'api-too-old';
	}

	if (tooNew.test(words)) {
		return 'unsupported';
	}

	// Without an engine's words a 404 says that the whole path is unknown, as Podman's for swarm.
	if (status === 404 && (!json || words === 'page not found')) {
		return 'unsupported';
	}

	if (words.includes('HTTP request to an HTTPS server')) {
		return 'tls';
	}

	return statusKinds.get(status) ?? (status >= 500 ? 'failed' : (status >= 400 ? 'rejected' : 'bad-answer'));
}

function kindOf(error: unknown): EngineErrorKind {
	if (error instanceof StatusError) {
		return kindOfStatus(error);
	}

	if (error instanceof ReadOnlyError) {
		return 'read-only';
	}

	if (error instanceof BadAnswerError) {
		return 'bad-answer';
	}

	const code = codeOf(error);
	if (code.startsWith('HPE_')) {
		return 'not-an-engine';
	}

	return connectionKinds.get(code) ?? (tlsCode.test(code) ? 'tls' : 'failed');
}

/** What a person may try, by kind. */
function hintOf(kind: EngineErrorKind, {address}: Endpoint): string | undefined {
	switch (kind) {
		case 'no-socket': {
			return 'Is the engine installed and running? `docker context ls` shows other endpoints; -H or -c chooses one.';
		}

		case 'permission': {
			return address.kind === 'npipe'
				? 'Run as a member of the group docker-users.'
				: 'Add yourself to the socket\'s group (`sudo usermod -aG docker "$USER"`), then log in again; or use a rootless engine.';
		}

		case 'refused': {
			return address.kind === 'tcp' ? 'Is the engine running, and does it listen on this port?' : 'Is the engine running? Try `sudo systemctl start docker`.';
		}

		case 'unreachable': {
			return 'Check the host\'s name, the network and the firewall.';
		}

		case 'timeout': {
			return 'The engine may be busy, or a firewall may swallow the connection.';
		}

		case 'tls': {
			return 'Check the certificates of the context or in DOCKER_CERT_PATH, and whether the engine speaks TLS on this port.';
		}

		case 'not-an-engine': {
			return 'Something else answers there: check the address and the port.';
		}

		case 'api-too-old': {
			return 'API 1.24 (Docker 1.12) is the oldest that can be spoken to.';
		}

		default: {
			return undefined;
		}
	}
}

const wordsLimit = 500;

/** The technical words that are worth telling: not a system's code for what the sentence says already. */
function wordsOf(error: unknown, kind: EngineErrorKind): string | undefined {
	if (error instanceof StatusError) {
		return error.words;
	}

	if (kind === 'tls' || kind === 'unreachable' || kind === 'bad-answer' || kind === 'failed') {
		const words = error instanceof Error ? error.message || codeOf(error) : String(error);
		return neutralise(words.trim(), {limit: wordsLimit});
	}

	return undefined;
}

/** An `EngineError` of a kind that is known already. */
export function engineError(kind: EngineErrorKind, subject: Subject, endpoint: Endpoint, {words, cause}: {readonly words?: string; readonly cause?: unknown} = {}): EngineError {
	const context: EngineErrorContext = {
		...subject,
		endpoint: endpoint.url,
		...(cause instanceof StatusError && {status: cause.status}),
		...(words && {words}),
		...(hintOf(kind, endpoint) !== undefined && {hint: hintOf(kind, endpoint)}),
	};
	return new EngineError(kind, context, cause);
}

/** Any failure of a request as an `EngineError`, told apart by Node's code, by the status and by the engine's words. */
export function toEngineError(error: unknown, subject: Subject, endpoint: Endpoint): EngineError {
	if (error instanceof EngineError) {
		return error;
	}

	const kind = kindOf(error);
	return engineError(kind, subject, endpoint, {words: wordsOf(error, kind), cause: error});
}
