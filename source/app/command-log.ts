import type {Job, Step} from '../store/jobs.ts';
import type {Application} from './application.ts';
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
			app.copy(step.command);
		},
	};
}

/** Shows what was done, newest first. */
export function openCommandLog(app: Application): void {
	openOverlay(app.overlays, menu, {
		title: 'what was done',
		cursor: 0,
		keys: 'enter, y copy the command  / filter  esc close',
		empty: 'nothing was done yet',
		items: ({jobs}) => jobs.getState().list.toReversed().flatMap(job => job.steps.map((step, index) => itemOf(job, step, index))),
	});
}
