import {createStore, type StoreApi} from 'zustand/vanilla';
import type {Engine} from '../engine/engine.ts';
import {EngineError} from '../model/engine-error.ts';
import type {Item} from '../model/item.ts';
import type {Action, ActionArguments, Desk} from './action.ts';
import type {Live} from './live.ts';

export type StepStatus = 'waiting' | 'running' | 'done' | 'failed' | 'left';

/** One object's part in a job. Times in epoch milliseconds. */
export type Step = {
	readonly id: string;
	readonly name: string;
	readonly command: string;
	readonly status: StepStatus;
	/** A word on the result; the plain sentence of the error. */
	readonly message?: string;
	readonly started?: number;
	readonly ended?: number;
};

/** An action under way or done, with a result per object. */
export type Job = {
	readonly id: number;
	readonly title: string;
	readonly progress: string;
	readonly past: string;
	readonly started: number;
	readonly ended?: number;
	readonly steps: readonly Step[];
	/** More on how far it is: `1.9 GB freed`. */
	readonly note?: string;
};

export type Jobs = {
	/** Oldest first; the last few hundred. */
	readonly list: readonly Job[];
};

export type JobsStore = StoreApi<Jobs>;

/** What a job needs to know of its surroundings at the time it acts. */
export type JobSurroundings = {
	readonly jobs: JobsStore;
	readonly live: () => Live;
	readonly engine: () => Engine | undefined;
	/** The row as it is now. */
	readonly find: (id: string) => Item | undefined;
	readonly signal: AbortSignal;
	readonly desk: Desk;
	readonly now?: () => number;
};

const atOnce = 4;
const kept = 300;
let lastId = 0;

/** Makes an empty list of jobs. */
export function createJobs(): JobsStore {
	return createStore<Jobs>(() => ({list: []}));
}

/** Lists a job that its owner carries out; gives what changes it. */
export function addJob(jobs: JobsStore, job: Omit<Job, 'id'>): {change(change: Partial<Omit<Job, 'id'>>): void} {
	const id = ++lastId;
	jobs.setState(({list}) => ({list: [...list.slice(-kept + 1), {...job, id}]}));
	return {
		change(change) {
			jobs.setState(({list}) => ({list: list.map(item => item.id === id ? {...item, ...change} : item)}));
		},
	};
}

/** Runs an action on frozen targets, a few at a time; each is checked again before it is touched. Never rejects: results are in the jobs. */
export async function runJob(action: Action, targets: readonly Item[], given: ActionArguments, surroundings: JobSurroundings): Promise<Job> {
	const {jobs, now = Date.now} = surroundings;
	const id = ++lastId;
	const objects: ReadonlyArray<Item | undefined> = action.free ? [undefined] : targets;
	const job: Job = {
		id,
		title: action.title,
		progress: action.progress,
		past: action.past,
		started: now(),
		steps: objects.map(target => ({id: target?.id ?? '', name: target?.name ?? given.input, command: action.command(target, given), status: 'waiting'})),
	};
	jobs.setState(({list}) => ({list: [...list.slice(-kept + 1), job]}));

	const change = (index: number, step: Partial<Step>) => {
		jobs.setState(({list}) => ({
			list: list.map(item => item.id === id ? {...item, steps: item.steps.map((old, position) => position === index ? {...old, ...step} : old)} : item),
		}));
	};

	const waiting = [...objects.entries()];
	const work = async (): Promise<void> => {
		const next = waiting.shift();
		if (!next) {
			return;
		}

		const [index, target] = next;
		if (surroundings.signal.aborted) {
			change(index, {status: 'left', message: 'cancelled', ended: now()});
		} else {
			change(index, {status: 'running', started: now()});
			const outcome = await runStep(action, target, given, surroundings, command => {
				change(index, {command});
			});
			change(index, {...outcome, ended: now()});
		}

		return work();
	};

	await Promise.all(Array.from({length: Math.min(atOnce, waiting.length)}, work));
	jobs.setState(({list}) => ({list: list.map(item => item.id === id ? {...item, ended: now()} : item)}));
	return jobs.getState().list.find(item => item.id === id) ?? job;
}

async function runStep(action: Action, target: Item | undefined, given: ActionArguments, {engine, find, live, signal, desk}: JobSurroundings, ran: (command: string) => void): Promise<Partial<Step>> {
	const connected = engine();
	if (!connected) {
		return {status: 'failed', message: 'the engine is not connected'};
	}

	if (target) {
		const current = find(target.id);
		if (!current) {
			return {status: 'left', message: 'it is gone already'};
		}

		if (action.fingerprint && action.fingerprint(current) !== action.fingerprint(target)) {
			return {status: 'left', message: `it changed meanwhile: ${action.fingerprint(target)} → ${action.fingerprint(current)}`};
		}

		const refusal = action.disabledReason?.(current, live()) ?? action.refusal?.(current, given.options, live());
		if (refusal) {
			return {status: 'left', message: refusal};
		}
	}

	try {
		const message = await action.run(target, {
			...given, engine: connected, signal, desk, ran,
		});
		return {status: 'done', ...(message && {message})};
	} catch (error) {
		const explanation = error instanceof EngineError && target ? action.explain?.(error, target, live()) : undefined;
		return {status: 'failed', message: explanation ?? (error as Error).message};
	}
}

/** What is being done with an object now, and since when: shown in its row. */
export function pendingOf(jobs: Jobs): ReadonlyMap<string, {readonly progress: string; readonly since: number}> {
	return new Map(jobs.list.filter(job => job.ended === undefined).flatMap(job => job.steps
		.filter(step => step.id !== '' && (step.status === 'running' || step.status === 'waiting'))
		.map(step => [step.id, {progress: step.status === 'waiting' ? 'waiting' : job.progress, since: step.started ?? job.started}] as const)));
}

/** One line on a job: its progress while it runs, its result when it ended. */
export function summaryOf(job: Job): {readonly text: string; readonly failed: boolean} {
	const count = (status: StepStatus) => job.steps.filter(step => step.status === status).length;
	const [done, failed, left] = [count('done'), count('failed'), count('left')];
	if (job.ended === undefined) {
		return {text: job.steps.length === 1 ? `${job.progress} ${job.steps[0]!.name}…` : `${job.progress} ${done + failed + left}/${job.steps.length}${job.note === undefined ? '…' : ` · ${job.note}`}`, failed: false};
	}

	if (job.steps.length === 1) {
		const step = job.steps[0]!;
		return step.status === 'done'
			? {text: `${job.past} ${step.name}${step.message ? ` (${step.message})` : ''}`, failed: false}
			: {text: step.status === 'left' ? `${step.name} left alone: ${step.message}` : step.message ?? `could not ${job.title} ${step.name}`, failed: true};
	}

	const parts = [done > 0 && `${job.past} ${done}`, failed > 0 && `${failed} failed`, left > 0 && `${left} left alone`].filter(Boolean);
	const first = job.steps.find(step => step.status === 'failed') ?? job.steps.find(step => step.status === 'left');
	return {text: `${parts.join(', ')}${first ? ` — ${first.name}: ${first.message}` : ''} (! for details)`, failed: failed + left > 0};
}
