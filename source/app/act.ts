import {textField} from '../keys/text-field.ts';
import type {Item} from '../model/item.ts';
import type {AnyPane} from '../panes/pane.ts';
import type {Action} from '../store/action.ts';
import {runJob, summaryOf} from '../store/jobs.ts';
import {changeList} from '../store/view.ts';
import {tell, type Application} from './application.ts';
import {reviewCleanUp} from './clean-up.ts';
import {deskOf} from './desk.ts';
import {confirm} from './overlays/confirm.tsx';
import {menu} from './overlays/menu.tsx';
import {openOverlay} from './overlays/overlay.ts';
import {prompt} from './overlays/prompt.tsx';

/** Why an action cannot be done with these targets now; undefined when it can. */
export function reasonAgainst(app: Application, action: Action, targets: readonly Item[]): string | undefined {
	if (app.surroundings.readOnly) {
		return 'shipshape runs with --read-only';
	}

	if (!app.engine()) {
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

	const live = app.live.getState();
	const reasons = targets.map(row => action.disabledReason?.(row, live));
	return reasons.every(Boolean) ? reasons[0] : undefined;
}

/** Starts an action: asks for what it needs, asks whether it is meant, then runs it on exactly these targets. */
export function act(app: Application, pane: AnyPane, action: Action, targets: readonly Item[]): void {
	const reason = reasonAgainst(app, action, targets);
	if (reason) {
		tell(app, `cannot ${action.title}${targets.length === 1 ? ` ${targets[0]!.name}` : ''}: ${reason}`, 'bad');
		return;
	}

	if (action.review === 'clean-up') {
		reviewCleanUp(app, targets);
	} else if (action.input) {
		askInput(app, pane, action, targets);
	} else {
		askConsent(app, pane, action, targets, '');
	}
}

function askInput(app: Application, pane: AnyPane, action: Action, targets: readonly Item[]): void {
	const {input} = action;
	const row = action.free ? undefined : targets[0];
	const title = `${input!.title}${targets.length === 1 && !action.free ? ` — ${targets[0]!.name}` : ''}`;
	const {choices} = input!;
	if (choices) {
		openOverlay(app.overlays, menu, {
			title,
			cursor: 0,
			empty: 'there is nothing to choose from',
			items: ({live}) => choices(row, live.getState()).map(choice => ({
				id: choice.value,
				title: choice.title,
				run() {
					askConsent(app, pane, action, targets, choice.value);
				},
			})),
		});
		return;
	}

	openOverlay(app.overlays, prompt, {
		title,
		field: textField(input!.initial?.(row)),
		problem: text => input!.problem?.(text, row, app.live.getState()),
		done(text) {
			askConsent(app, pane, action, targets, text);
		},
	});
}

function askConsent(app: Application, pane: AnyPane, action: Action, targets: readonly Item[], input: string): void {
	const run = (options: ReadonlySet<string>) => {
		void runAndTell(app, pane, action, targets, {input, options});
	};

	if (action.confirm === 'never' || action.free) {
		run(new Set());
		return;
	}

	const isTyped = action.confirm === 'typed' || targets.length > 1;
	openOverlay(app.overlays, confirm, {
		action,
		targets,
		input,
		options: new Set<string>(),
		typed: isTyped,
		field: textField(),
		scroll: 0,
		done(_targets, options) {
			run(options);
		},
	});
}

async function runAndTell(app: Application, pane: AnyPane, action: Action, targets: readonly Item[], given: {readonly input: string; readonly options: ReadonlySet<string>}): Promise<void> {
	const job = await runJob(action, targets, given, {
		jobs: app.jobs,
		live: () => app.live.getState(),
		engine: app.engine,
		find: id => pane.rows(app.live.getState()).find(row => row.id === id),
		signal: app.ending.signal,
		desk: deskOf(app),
	});
	if (app.live.getState().info?.product === 'Podman') {
		// Podman tells nobody of networks that come and go (seen on 4.3 to 5.8).
		app.refresh();
	}

	const {text, failed} = summaryOf(job);
	const done = new Set(job.steps.filter(step => step.status === 'done').map(step => step.id));
	changeList(app.view, list => ({marks: new Set([...list.marks].filter(id => !done.has(id)))}), pane.id);
	tell(app, text, failed ? 'bad' : 'good');
}
