import {createStore} from 'zustand/vanilla';
import type {CleanUp} from '../model/clean-up-candidates.ts';
import type {Plan} from '../model/clean-up-plan.ts';
import {bytesInWords, countInWords} from '../model/clean-up-words.ts';
import type {Item} from '../model/item.ts';
import {decimalSize} from '../model/size.ts';
import {freedSoFar, isOut, runCleanUp, type CleanUpRun, type CleanUpStep} from '../store/clean-up-run.ts';
import {cleanUpOf} from '../store/clean-up.ts';
import {addJob, type Step} from '../store/jobs.ts';
import {changeList} from '../store/view.ts';
import {tell, type Application} from './application.ts';
import {cleanUpProgress} from './overlays/clean-up-progress.tsx';
import {cleanUpReview, reviewOf} from './overlays/clean-up-review.tsx';
import {openOverlay} from './overlays/overlay.ts';

/** Milliseconds for which a measurement stands for the one before the first removal. */
const fresh = 10_000;
/** Milliseconds between two drawings of the progress: 2,000 objects make as few of them as ten. */
const pace = 120;

/** Reviews what is marked and, if it is meant, removes exactly that. */
export function reviewCleanUp(app: Application, targets: readonly Item[]): void {
	const cleanUp = cleanUpOf(app.live.getState());
	openOverlay(app.overlays, cleanUpReview, reviewOf(cleanUp, targets.map(({id}) => id), plan => {
		void start(app, cleanUp, plan);
	}));
}

const stepStatus: Readonly<Record<CleanUpStep['status'], Step['status']>> = {waiting: 'waiting', running: 'running', done: 'done', gone: 'done', left: 'left', failed: 'failed'};

function jobSteps({steps}: CleanUpRun): readonly Step[] {
	return steps.map(({candidate: {id, name}, command, status, message, started, ended}) => ({id, name, command, status: stepStatus[status], message, started, ended}));
}

async function start(app: Application, cleanUp: CleanUp, plan: Plan): Promise<void> {
	const engine = app.engine();
	if (!engine) {
		tell(app, 'the engine is not connected', 'bad');
		return;
	}

	const {usage} = app.live.getState().disk;
	const stop = new AbortController();
	const unmeasured = new AbortController();
	const store = createStore<{readonly run?: CleanUpRun}>(() => ({}));
	const job = addJob(app.jobs, {title: 'clean up', progress: 'removing', past: 'removed', started: Date.now(), steps: []});
	openOverlay(app.overlays, cleanUpProgress, {
		store,
		cleanUp,
		scroll: 0,
		cancel() {
			if (store.getState().run?.phase === 'measuring after') {
				unmeasured.abort();
			} else {
				stop.abort();
			}
		},
	});
	let timer: NodeJS.Timeout | undefined;
	let latest: CleanUpRun | undefined;
	const show = () => {
		clearTimeout(timer);
		timer = undefined;
		if (latest) {
			// The steps are one array that changes: who draws gets what it is now.
			const run = {...latest, steps: [...latest.steps]};
			store.setState({run});
			job.change({steps: jobSteps(run), note: `${bytesInWords(freedSoFar(run, cleanUp))} freed`});
		}
	};

	const isBefore = usage !== undefined && Date.now() - usage.measuredAt < fresh;
	const run = await runCleanUp({
		plan,
		cleanUp,
		engine,
		signal: AbortSignal.any([stop.signal, app.ending.signal]),
		unmeasured: AbortSignal.any([unmeasured.signal, app.ending.signal]),
		...isBefore && {before: usage},
		onChange(changed) {
			const isNewPhase = latest?.phase !== changed.phase;
			latest = changed;
			if (isNewPhase) {
				show();
			} else {
				timer ??= setTimeout(show, pace);
			}
		},
		onMeasured(measured) {
			if (app.engine() === engine) {
				app.live.setState(({disk}) => ({disk: {...disk, usage: measured, error: undefined}}));
			}
		},
	});
	latest = run;
	show();
	job.change({ended: Date.now()});
	const gone = new Set(run.steps.filter(step => isOut(step)).map(({candidate}) => candidate.id));
	changeList(app.view, ({marks}) => ({marks: new Set([...marks].filter(id => !gone.has(id)))}), 'disk');
	const left = run.steps.length - gone.size;
	tell(app, `removed ${countInWords(gone.size)}${run.measured === undefined ? '' : `, freed ${decimalSize(run.measured)}`}${left > 0 ? `, ${left} left` : ''} (! for details)`, left > 0 ? 'bad' : 'good');
}
