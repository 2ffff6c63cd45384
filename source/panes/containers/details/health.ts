import {hangText} from '../../../components/wrap-text.ts';
import type {Tone} from '../../../config/theme.ts';
import type {Container, ContainerDetails, HealthCheck} from '../../../model/container.ts';
import {isUp} from '../../../model/container-state.ts';
import {duration} from '../../../model/time.ts';
import {
	detailTab,
	line,
	type Line,
	type TabContext,
} from '../../pane.ts';
import {clockTime} from './clock-time.ts';
import {inspection, member} from './load-inspection.ts';

const tones = {
	healthy: 'good', unhealthy: 'bad', starting: 'info', none: 'dim',
} as const satisfies Record<string, Tone>;

/** What the health check found: its verdict and what the last checks said, newest first. */
export const healthTab = detailTab<Container, ContainerDetails>({
	id: 'health',
	title: 'Health',
	...inspection,
	lines(row, {health, raw}, context) {
		if (!health || health.status === 'none') {
			return [line('It has no health check.', 'dim'), ...setting(raw)];
		}

		const {status, failingStreak, checks} = health;
		return [
			[heading('status'), {text: status, tone: tones[status]}, ...(isUp(row) ? [] : [{text: ', when it ran last', tone: 'dim'} as const])],
			...(failingStreak > 0 ? [[heading('failing'), {text: failingStreak === 1 ? 'the last check' : `the last ${failingStreak} checks`, tone: 'bad'}] satisfies Line] : []),
			...setting(raw),
			...checks.toSorted((first, second) => second.start - first.start).flatMap(check => checkLines(check, context)),
		];
	},
});

function heading(text: string) {
	return {text: text.padEnd(9), tone: 'heading'} as const;
}

/** How it is checked, out of the container's configuration; times are nanoseconds there. */
function setting(raw: unknown): readonly Line[] {
	const check = member(raw, 'Config', 'Healthcheck');
	const test = member(check, 'Test');
	if (!Array.isArray(test) || test.length === 0 || test[0] === 'NONE') {
		return [];
	}

	const [kind, ...words] = test.filter(word => typeof word === 'string');
	const time = (name: string, said: string) => {
		const value = member(check, name);
		return typeof value === 'number' && value > 0 ? [`${said} ${duration(value / 1_000_000)}`] : [];
	};

	const retries = member(check, 'Retries');
	const details = [...time('Interval', 'every'), ...time('Timeout', 'at most'), ...time('StartPeriod', 'first after'), ...(typeof retries === 'number' && retries > 0 ? [`unhealthy after ${retries} in a row`] : [])];
	return [
		[heading('check'), {text: (kind === 'CMD' || kind === 'CMD-SHELL' ? words : [kind, ...words]).join(' ')}],
		...(details.length > 0 ? [[heading(''), {text: details.join(', '), tone: 'dim'}] satisfies Line] : []),
	];
}

function checkLines({start, end, exitCode, output}: HealthCheck, {now, width}: TabContext): readonly Line[] {
	const took = end === undefined ? '' : `, took ${duration(end - start)}`;
	const verdict = exitCode === 0 ? 'passed' : (exitCode === -1 ? 'gave no answer in time' : `failed with exit code ${exitCode}`);
	const text = output.trimEnd();
	return [
		line(''),
		[{text: `${clockTime(start, now)}  `, tone: 'dim'}, {text: verdict, tone: exitCode === 0 ? 'good' : 'bad'}, {text: took, tone: 'dim'}],
		...(text === '' ? [] : text.split('\n').flatMap(content => hangText(content, {head: 2, indent: 4, width}).map((piece, index) => line(index === 0 ? `  ${piece}` : piece)))),
	];
}
