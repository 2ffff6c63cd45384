import {textField} from '../keys/text-field.ts';
import type {Item} from '../model/item.ts';
import type {AnyPane} from '../panes/pane.ts';
import type {Action} from '../store/action.ts';
import {runJob, summaryOf} from '../store/jobs.ts';
import {changeList} from '../store/view.ts';
import {tell, type Application} from './application.ts';
import {confirm} from './overlays/confirm.tsx';
import {menu} from './overlays/menu.tsx';
import {openOverlay} from './overlays/overlay.ts';
import {prompt} from './overlays/prompt.tsx';

/** Why an action cannot be done with these targets now; undefined when it can. */
export function reasonAgainst(application: Application, action: Action, targets: readonly Item[]): string | undefined {
	if (application.surroundings.readOnly) {
		return 'shipshape runs with --read-only';
	}

	if (!application.engine()) {
		return 'the engine is not connected';
	}

	if (action.free) {
		return undefined;
	}

	if (targets.length === 0) {
		return 'nothing is marked here, and nothing is under the cursor';
	}

	if (!action.bulk && targets.length > 1) {
		return 'only one at a time';
	}

	const live = application.live.getState();
	const reasons = targets.map(row => action.disabledReason?.(row, live));
	return reasons.every(Boolean) ? reasons[0] : undefined;
}

/** Starts an action: asks for what it needs, asks whether it is meant, then runs it on exactly these targets. */
export function act(application: Application, pane: AnyPane, action: Action, targets: readonly Item[]): void {
	const reason = reasonAgainst(application, action, targets);
	if (reason) {
		tell(application, `cannot ${action.title}${targets.length === 1 ? ` ${targets[0]!.name}` : ''}: ${reason}`, 'bad');
		return;
	}

	if (action.input) {
		askInput(application, pane, action, targets);
	} else {
		askConsent(application, pane, action, targets, '');
	}
}

function askInput(application: Application, pane: AnyPane, action: Action, targets: readonly Item[]): void {
	const {input} = action;
	const row = action.free ? undefined : targets[0];
	const title = `${input!.title}${targets.length === 1 && !action.free ? ` — ${targets[0]!.name}` : ''}`;
	const {choices} = input!;
	if (choices) {
		openOverlay(application.overlays, menu, {
			title,
			cursor: 0,
			empty: 'there is nothing to choose from',
			items: ({live}) => choices(row, live.getState()).map(choice => ({
				id: choice.value,
				title: choice.title,
				run() {
					askConsent(application, pane, action, targets, choice.value);
				},
			})),
		});
		return;
	}

	openOverlay(application.overlays, prompt, {
		title,
		field: textField(input!.initial?.(row)),
		problem: text => input!.problem?.(text, row, application.live.getState()),
		done(text) {
			askConsent(application, pane, action, targets, text);
		},
	});
}

function askConsent(application: Application, pane: AnyPane, action: Action, targets: readonly Item[], input: string): void {
	const run = (options: ReadonlySet<string>) => {
		void runAndTell(application, pane, action, targets, {input, options});
	};

	if (action.confirm === 'never' || action.free) {
		run(new Set());
		return;
	}

	const isTyped = action.confirm === 'typed' || targets.length > 1;
	openOverlay(application.overlays, confirm, {
		action,
		targets,
		input,
		options: new Set<string>(),
		...isTyped && {words: `${action.title} ${targets.length}`},
		field: textField(),
		scroll: 0,
		done(_targets, options) {
			run(options);
		},
	});
}

async function runAndTell(application: Application, pane: AnyPane, action: Action, targets: readonly Item[], given: {readonly input: string; readonly options: ReadonlySet<string>}): Promise<void> {
	const job = await runJob(action, targets, given, {
		jobs: application.jobs,
		live: () => application.live.getState(),
		engine: application.engine,
		find: id => pane.rows(application.live.getState()).find(row => row.id === id),
		signal: application.ending.signal,
	});
	const {text, failed} = summaryOf(job);
	const done = new Set(job.steps.filter(step => step.status === 'done').map(step => step.id));
	changeList(application.view, list => ({marks: new Set([...list.marks].filter(id => !done.has(id)))}), pane.id);
	tell(application, text, failed ? 'bad' : 'good');
}
