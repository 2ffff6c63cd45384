/** What was looked at and found: `fail` wants doing something, `warn` wants knowing. */
export type Check = {
	/** What was looked at, in a word or two. */
	readonly title: string;
	readonly status: 'ok' | 'warn' | 'fail';
	readonly words: string;
	/** What to do about it. */
	readonly advice?: string;
};

export function ok(title: string, words: string): Check {
	return {title, status: 'ok', words};
}

export function warn(title: string, words: string, advice?: string): Check {
	return {title, status: 'warn', words, ...advice !== undefined && {advice}};
}

export function fail(title: string, words: string, advice?: string): Check {
	return {title, status: 'fail', words, ...advice !== undefined && {advice}};
}
