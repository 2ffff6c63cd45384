import {readFileSync} from 'node:fs';
import type {Engine} from '../../../source/engine/engine.ts';

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

/** The answers of one recording. */
export const recordedAnswers = (recording: string): Recording['answers'] => recordings.find(({name}) => name === recording)!.answers;

const asked = 'c'.repeat(64);

/** Which recorded answer a request is for. */
const routes: ReadonlyArray<readonly [RegExp, string]> = [
	[/^\/version$/v, 'version'],
	[/\/info$/v, 'info'],
	[/\/containers\/json$/v, 'containers'],
	[/\/containers\/\w+\/json$/v, 'container'],
	[/\/containers\/\w+\/top$/v, 'processes'],
	[/\/containers\/\w+\/changes$/v, 'changes'],
	[/\/containers\/\w+\/stats$/v, 'reading'],
	[/\/images\/json$/v, 'images'],
	[/\/images\/\w+\/json$/v, 'image'],
	[/\/images\/\w+\/history$/v, 'history'],
	[/\/networks$/v, 'networks'],
	[/\/networks\/\w+$/v, 'network'],
	[/\/volumes$/v, 'volumes'],
	[/\/volumes\/\w+$/v, 'volume'],
	[/\/system\/df$/v, 'usage'],
	[/\/events$/v, 'events'],
];

export const answerNames: readonly string[] = routes.map(([, name]) => name);

/** The name of the recorded answer to a request; empty when there is none. */
export function nameOf(url: string): string {
	const path = url.split('?', 1)[0]!;
	return routes.find(([pattern]) => pattern.test(path))?.[1] ?? '';
}

/** Everything that is ever asked of an engine, in this order; an answer that cannot be read is a rejection. */
export async function askAll(engine: Engine): Promise<ReadonlyArray<PromiseSettledResult<unknown>>> {
	return Promise.allSettled<unknown>([
		engine.containers.list(),
		engine.containers.list({ids: [asked]}),
		engine.containers.inspect(asked),
		engine.containers.processes(asked),
		engine.containers.changes(asked),
		engine.images.list(),
		engine.images.inspect(asked),
		engine.images.history(asked),
		engine.networks.list(),
		engine.networks.inspect(asked),
		engine.volumes.list(),
		engine.volumes.inspect(asked),
		engine.system.info(),
		engine.system.diskUsage(),
		engine.stats.read(asked),
		engine.stats.follow(asked, () => undefined, new AbortController().signal),
	]);
}
