import type {Engine} from '../engine/engine.ts';
import type {CleanUp} from '../model/clean-up-candidates.ts';
import {totalOf, type Plan} from '../model/clean-up-plan.ts';
import type {Candidate, Total} from '../model/clean-up.ts';
import type {DiskUsage} from '../model/disk.ts';
import {EngineError, isConnectionError} from '../model/engine-error.ts';
import {removalCommand, removeCandidate, type Removal} from './clean-up-removal.ts';
import {fewAtOnce} from './few-at-once.ts';

/** One object's part. Moments in epoch milliseconds. */
export type CleanUpStep = {
	readonly candidate: Candidate;
	readonly command: string;
	readonly status: 'waiting' | 'running' | Removal['status'];
	readonly message?: string;
	readonly started?: number;
	readonly ended?: number;
};

/** A clean-up under way, or what came of it. */
export type CleanUpRun = {
	readonly phase: 'measuring before' | 'removing' | 'measuring after' | 'ended';
	readonly started: number;
	readonly ended?: number;
	readonly isCancelled: boolean;
	/** In the order they go. */
	readonly steps: readonly CleanUpStep[];
	/** What all of it was said to free. */
	readonly expected: Total;
	/** What is gone by now was said to free. */
	readonly freed: Total;
	/** Bytes that the engine has less than before, as its own measurements say; absent until it is known. */
	readonly measured?: number;
	/** Why that is not known. */
	readonly measureProblem?: string;
};

export type CleanUpOptions = {
	readonly plan: Plan;
	readonly cleanUp: CleanUp;
	readonly engine: Engine;
	/** Cancels between objects: what is under way comes to its end. */
	readonly signal: AbortSignal;
	/** Gives up the last measurement, which may take an engine minutes. */
	readonly unmeasured?: AbortSignal;
	/** A measurement that was made just now and stands for the one before. */
	readonly before?: DiskUsage;
	readonly onChange?: (run: CleanUpRun) => void;
	/** Told of the last measurement, for who shows figures. */
	readonly onMeasured?: (usage: DiskUsage) => void;
	readonly now?: () => number;
};

/** The bytes of all that `system df` tells. */
export function bytesOnDisk({lines}: DiskUsage): number {
	return lines.reduce((sum, {size}) => sum + size, 0);
}

const finished: ReadonlySet<CleanUpStep['status']> = new Set(['done', 'gone', 'left', 'failed']);

/** True when the object is out of the way, whoever removed it. */
export function isOut({status}: Pick<CleanUpStep, 'status'>): boolean {
	return status === 'done' || status === 'gone';
}

/** How many steps have ended, however. */
export function endedSteps({steps}: CleanUpRun): number {
	return steps.filter(({status}) => finished.has(status)).length;
}

/** The steps that were left alone or failed. */
export function notRemoved({steps}: CleanUpRun): readonly CleanUpStep[] {
	return steps.filter(step => !isOut(step));
}

/**
Carries out a plan: exactly its objects, one request each, a few at a time, wave after wave; each is checked again right before.
What needs something that stayed is left. Never rejects: the result tells what came of each object and what it freed.
*/
export async function runCleanUp({plan, cleanUp, engine, signal, unmeasured, before, onChange, onMeasured, now = Date.now}: CleanUpOptions): Promise<CleanUpRun> {
	const steps = plan.going.map((candidate): CleanUpStep => ({candidate, command: removalCommand(candidate), status: 'waiting'}));
	const places = new Map(steps.map(({candidate}, place) => [candidate.id, place]));
	let run: CleanUpRun = {
		phase: before ? 'removing' : 'measuring before', started: now(), isCancelled: false, steps, expected: totalOf(plan.going, cleanUp), freed: totalOf([], cleanUp),
	};
	const tell = (change: Partial<CleanUpRun>) => {
		run = {...run, ...change};
		onChange?.(run);
	};

	const change = (place: number, step: Partial<CleanUpStep>) => {
		steps[place] = {...steps[place]!, ...step};
		tell({steps});
	};

	tell({});
	const first = before ?? await measure(engine, signal);
	if (!(first instanceof EngineError)) {
		onMeasured?.(first);
	}

	const connection: {lost?: EngineError} = {};
	const remove = async (candidate: Candidate) => {
		const place = places.get(candidate.id)!;
		const started = now();
		const reason = signal.aborted ? 'cancelled' : connection.lost?.message ?? heldBy(candidate, steps, places);
		if (reason !== undefined) {
			change(place, {status: 'left', message: reason, ended: started});
			return;
		}

		change(place, {status: 'running', started});
		try {
			change(place, {...await removeCandidate(candidate, engine), ended: now()});
		} catch (error) {
			if (!(error instanceof EngineError)) {
				throw error;
			}

			if (error.kind === 'cancelled' || isConnectionError(error)) {
				connection.lost = error;
			}

			change(place, {status: 'failed', message: error.message, ended: now()});
		}
	};

	tell({phase: 'removing'});
	for (const wave of plan.waves) {
		await fewAtOnce(wave, remove);
	}

	tell({phase: 'measuring after', freed: freedSoFar(run, cleanUp), isCancelled: signal.aborted});
	const last = connection.lost ?? (steps.some(({status}) => status === 'done') ? await measure(engine, unmeasured) : first);
	if (!(last instanceof EngineError)) {
		onMeasured?.(last);
	}

	tell({
		phase: 'ended',
		ended: now(),
		...(first instanceof EngineError || last instanceof EngineError
			? {measureProblem: problemOf(first) ?? problemOf(last)}
			: {measured: bytesOnDisk(first) - bytesOnDisk(last)}),
	});
	return run;
}

/** What is gone by now was said to free this much: for showing while it runs. */
export function freedSoFar({steps}: CleanUpRun, cleanUp: CleanUp): Total {
	return totalOf(steps.filter(({status}) => status === 'done').map(({candidate}) => candidate), cleanUp);
}

function problemOf(measurement: DiskUsage | EngineError): string | undefined {
	return measurement instanceof EngineError ? measurement.message : undefined;
}

function heldBy({needs}: Candidate, steps: readonly CleanUpStep[], places: ReadonlyMap<string, number>): string | undefined {
	const holder = needs.map(need => steps[places.get(need) ?? -1]).find(step => step === undefined || !isOut(step));
	return holder && `${holder.candidate.kind} ${holder.candidate.name} is still there`;
}

async function measure(engine: Engine, signal: AbortSignal | undefined): Promise<DiskUsage | EngineError> {
	try {
		return await engine.system.diskUsage({signal});
	} catch (error) {
		if (error instanceof EngineError) {
			return error;
		}

		throw error;
	}
}
