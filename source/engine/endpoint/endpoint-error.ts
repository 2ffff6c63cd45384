import {EngineError, type EngineErrorKind} from '../../model/engine-error.ts';

export type EndpointErrorDetails = {
	readonly kind?: EngineErrorKind;
	/** The endpoint, as far as it is known. */
	readonly endpoint?: string;
	readonly hint?: string;
	/** True when the command line itself is wrong, whatever the machine holds. */
	readonly isUsage?: boolean;
	readonly cause?: unknown;
};

/** Tells why no engine could be chosen, before any was asked: `message` is the whole sentence, already neutralised. */
export class EndpointError extends EngineError {
	readonly isUsage: boolean;

	constructor(message: string, {kind = 'unsupported', endpoint = '', hint, isUsage = false, cause}: EndpointErrorDetails = {}) {
		super(kind, {
			operation: 'choose an engine', endpoint, words: message, ...(hint !== undefined && {hint}),
		}, cause);
		this.message = message;
		this.isUsage = isUsage;
	}
}

const reasons: ReadonlyMap<string, string> = new Map([
	['ENOENT', 'no such file'],
	['EACCES', 'permission denied'],
	['EPERM', 'permission denied'],
	['EISDIR', 'it is a folder'],
	['ENOTDIR', 'a part of the path is not a folder'],
]);

/** The reason of a failed file access or parse in words, without the path that Node repeats. */
export function reasonOf(error: unknown): string {
	return reasons.get(codeOf(error)) ?? (error instanceof Error ? error.message : String(error));
}

/** Node's code of an error, such as `ENOENT`; empty when it has none. */
export function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
