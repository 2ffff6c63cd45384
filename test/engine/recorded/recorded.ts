import {readFileSync} from 'node:fs';

/** What an engine answered to each of our questions. */
export type Recording = {
	readonly name: string;
	readonly answers: Readonly<Record<string, unknown>>;
};

const files = ['docker-20.10', 'demo'] as const;

/** A real engine's answers, and the demo engine's; `record.ts` made them. */
export const recordings: readonly Recording[] = files.map(name => ({
	name,
	answers: JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')) as Record<string, unknown>,
}));
