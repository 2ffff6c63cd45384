import type {Plan} from '../model/clean-up-plan.ts';
import type {Candidate, CleanUpKind, Total} from '../model/clean-up.ts';
import type {CleanUpRun} from '../store/clean-up-run.ts';
import {known, moment, type Bytes, type Moment} from './json.ts';

/** What `shipshape clean --json` prints. */
export type CleanJson = {
	/** True when nothing was to be removed: the objects are only listed. */
	readonly dryRun: boolean;
	/** What all of it frees: a layer that several images have is counted once. */
	readonly expected: {readonly bytes: number; readonly about: boolean; /** Objects whose size is not known. */ readonly unknown: number};
	/** What the engine's disk usage has less than before; null in a dry run and when it could not be measured. */
	readonly freed: Bytes;
	/** In the order they go. */
	readonly objects: readonly CleanObjectJson[];
};

export type CleanObjectJson = {
	readonly kind: Candidate['kind'];
	/** The kind of `--only` that takes it. */
	readonly group: CleanUpKind;
	/** The engine's; a volume's is its name. */
	readonly id: string;
	readonly name: string;
	readonly why: string;
	readonly size: Bytes;
	/** What its removal alone frees. */
	readonly frees: Bytes;
	/** What `--older-than` counts from. */
	readonly since: Moment;
	/** `gone`: somebody else was faster. `left`: it is not what it was when it was listed, or is in use. */
	readonly status: 'listed' | 'removed' | 'gone' | 'left' | 'failed';
	/** Why it was left or failed. */
	readonly message: string | null;
};

/** The document of a plan, and of what came of it. */
export function cleanJson({going}: Plan, {bytes, isAbout, unknown}: Total, run?: CleanUpRun): CleanJson {
	const steps = new Map(run?.steps.map(step => [step.candidate.id, step]));
	return {
		dryRun: run === undefined,
		expected: {bytes, about: isAbout, unknown},
		freed: run?.measured ?? null,
		objects: going.map(candidate => {
			const step = steps.get(candidate.id);
			const status = step?.status === 'done' ? 'removed' : (step?.status === 'waiting' || step?.status === 'running' ? 'left' : step?.status ?? 'listed');
			const {kind, group, objectId, name, why, size, frees, since} = candidate;
			return {kind, group, id: objectId, name, why, size: known(size), frees: known(frees), since: moment(since), status, message: step?.message ?? null};
		}),
	};
}
