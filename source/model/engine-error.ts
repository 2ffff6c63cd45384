import {pointOf} from './engine-words.ts';

export type EngineErrorKind
	= | 'no-socket' | 'permission' | 'refused' | 'unreachable' | 'timeout' | 'tls' | 'not-an-engine' | 'api-too-old' | 'unsupported'
		| 'not-found' | 'conflict' | 'rejected' | 'failed' | 'lost' | 'cancelled' | 'bad-answer' | 'read-only';

/** What was asked of which object, where: the parts of every sentence that tells an error. */
export type EngineErrorContext = {
	/** In words: `stop`, `list containers`. */
	readonly operation: string;
	/** The object's name as shown, such as `container web`. */
	readonly object?: string;
	/** The endpoint's url. */
	readonly endpoint: string;
	readonly status?: number;
	/** The engine's own words, neutralised. */
	readonly words?: string;
	/** What to try. */
	readonly hint?: string;
};

/** Everything that can go wrong with an engine. The message is one plain sentence, fit for the screen. */
export class EngineError extends Error {
	override readonly name = 'EngineError';
	readonly kind: EngineErrorKind;
	readonly context: EngineErrorContext;

	constructor(kind: EngineErrorKind, context: EngineErrorContext, cause?: unknown) {
		super(sentence(kind, context), {cause});
		this.kind = kind;
		this.context = context;
	}
}

const connectionKinds: ReadonlySet<EngineErrorKind> = new Set(['no-socket', 'permission', 'refused', 'unreachable', 'timeout', 'tls', 'not-an-engine', 'api-too-old', 'lost']);

/** True when the engine itself could not be reached or understood, as opposed to one request that failed. */
export function isConnectionError(error: unknown): error is EngineError {
	return error instanceof EngineError && connectionKinds.has(error.kind);
}

const reasons: Record<EngineErrorKind, (context: EngineErrorContext) => string> = {
	'no-socket': ({endpoint}) => `there is no socket at ${endpoint}`,
	permission: ({endpoint}) => `permission denied at ${endpoint}`,
	refused: ({endpoint}) => `nothing listens at ${endpoint}`,
	unreachable: ({endpoint}) => `${endpoint} cannot be reached`,
	timeout: ({endpoint}) => `no answer in time from ${endpoint}`,
	tls: ({endpoint}) => `the TLS connection to ${endpoint} failed`,
	'not-an-engine': ({endpoint}) => `${endpoint} does not answer like a container engine`,
	'api-too-old': ({endpoint}) => `the engine at ${endpoint} is too old`,
	unsupported: () => 'not supported',
	'not-found': () => 'it does not exist any more',
	conflict: () => 'the engine refused',
	rejected: () => 'the engine refused',
	failed: () => 'the engine failed',
	lost: ({endpoint}) => `the connection to ${endpoint} was lost`,
	cancelled: () => 'cancelled',
	'bad-answer': ({endpoint}) => `${endpoint} sent an answer that cannot be read`,
	'read-only': () => 'refused, because shipshape runs with --read-only',
};

function sentence(kind: EngineErrorKind, context: EngineErrorContext): string {
	const {operation, object, words} = context;
	// Without an engine everything is about connecting: the sentence need not say so.
	const subject = operation === 'connect' && !object ? '' : `${object ? `${operation} ${object}` : operation}: `;
	return `${subject}${reasons[kind](context)}${words ? `: ${pointOf(words)}` : ''}`;
}
