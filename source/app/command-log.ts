import type {Job, Step} from '../store/jobs.ts';
import {textField} from '../keys/text-field.ts';
import {wrapWords} from '../components/labelled-lines.ts';
import type {Application} from './application.ts';
import {pager} from './overlays/pager.tsx';
import {menu, type MenuItem} from './overlays/menu.tsx';
import {openOverlay} from './overlays/overlay.ts';

const clock = (time: number): string => new Date(time).toTimeString().slice(0, 8);

const words: Record<Step['status'], string> = {waiting: 'waits', running: 'running', done: 'done', failed: 'failed', left: 'left alone'};

function itemOf(job: Job, step: Step, index: number): MenuItem {
	const took = step.started !== undefined && step.ended !== undefined ? ` ${((step.ended - step.started) / 1000).toFixed(1)} s` : '';
	return {
		id: `${job.id}/${index}`,
		title: `${clock(step.started ?? job.started)}  ${step.command}`,
		note: `${words[step.status]}${took}${step.message ? `: ${step.message}` : ''}`,
		copy: step.command,
		run(app) {
			openStep(app, job, step);
		},
	};
}

/** What the box of a pager has room for in a terminal of the usual size. */
const narrowest = 70;

/** One step in full: what was done, what came of it, in the engine's whole words. */
function openStep(app: Application, job: Job, step: Step): void {
	const lines = [step.command, `${clock(step.started ?? job.started)}  ${words[step.status]}`, ...wrapWords(step.message ?? '', narrowest)];
	openOverlay(app.overlays, pager, {title: `${job.title} ${step.name}`, lines: lines.map(text => [{text}]), scroll: 0, search: textField(), searching: false});
}

/** Shows what was done, newest first. */
export function openCommandLog(app: Application): void {
	openOverlay(app.overlays, menu, {
		title: 'what was done',
		cursor: 0,
		keys: 'enter the whole result  y copy the command  / filter  esc close',
		width: 116,
		empty: 'nothing was done yet',
		items: ({jobs}) => jobs.getState().list.toReversed().flatMap(job => job.steps.map((step, index) => itemOf(job, step, index))),
	});
}
