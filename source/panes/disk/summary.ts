import {fit} from '../../components/fit.ts';
import {meter} from '../../components/meter.ts';
import type {DiskLine, DiskUsage} from '../../model/disk.ts';
import {decimalSize} from '../../model/size.ts';
import {age, duration} from '../../model/time.ts';
import type {DiskState} from '../../store/live.ts';
import type {Line} from '../pane.ts';

const types = {
	images: 'Images', containers: 'Containers', volumes: 'Local Volumes', cache: 'Build Cache',
} as const;

/** One line of the summary, as it stands in the table; the titles are docker's. */
export type SummaryRow = {
	readonly TYPE: string;
	readonly TOTAL: string;
	readonly ACTIVE: string;
	readonly SIZE: string;
	readonly RECLAIMABLE: string;
	/** The bar; absent where there is no room for it. */
	readonly ' '?: string;
};

/** Columns that the figures take; the bar has what is left, up to `longestBar`. */
const figuresWidth = 62;
const shortestBar = 6;
const longestBar = 30;

/** As `docker system df` says it: a percentage wherever the kind has a size, and never for the build cache. */
export function reclaimableInWords({kind, size, reclaimable}: DiskLine): string {
	return kind === 'cache' || size <= 0 ? decimalSize(reclaimable) : `${decimalSize(reclaimable)} (${Math.trunc(reclaimable * 100 / size)}%)`;
}

/** The figures of `docker system df`, each fitted to its column, with a bar per kind that is measured by the largest one. */
export function summaryRows({lines}: DiskUsage, width: number, ascii: boolean): readonly SummaryRow[] {
	const barWidth = Math.min(longestBar, width - figuresWidth);
	const largest = Math.max(1, ...lines.map(({size}) => size));
	return lines.map(line => {
		const {kind, count, active, size, reclaimable} = line;
		const drawn = meter({kept: Math.max(0, size - reclaimable) / largest, spare: reclaimable / largest}, Math.max(0, barWidth), ascii);
		return {
			TYPE: fit(types[kind], 13),
			TOTAL: fit(String(count), 6, {align: 'right'}),
			ACTIVE: fit(String(active), 6, {align: 'right'}),
			SIZE: fit(decimalSize(size), 9, {align: 'right'}),
			RECLAIMABLE: fit(reclaimableInWords(line), 16),
			...(barWidth >= shortestBar && {' ': drawn.map(({text}) => text).join('')}),
		};
	});
}

/** Without tenths, so that it changes once a second. */
function wholeSeconds(milliseconds: number): string {
	const seconds = Math.max(0, Math.floor(milliseconds / 1000));
	return seconds < 60 ? `${seconds} s` : duration(seconds * 1000);
}

/** How old the figures are, what is going on, what went wrong, and what can be done about it. */
export function statusLine({usage, measuringSince, error}: DiskState, now: number, ascii: boolean): Line {
	const old = usage ? `figures of ${age(now - usage.measuredAt)} ago` : '';
	if (measuringSince !== undefined) {
		const since = `measuring${ascii ? '...' : '…'} ${wholeSeconds(now - measuringSince)}, esc cancels`;
		return [{text: since, tone: 'info'}, ...old === '' ? [] : [{text: ` (${old})`, tone: 'dim'} as const]];
	}

	if (error) {
		return [{text: error.message, tone: 'bad'}, {text: `${old === '' ? '' : ` (${old})`}, ctrl+r tries again`, tone: 'dim'}];
	}

	return usage
		? [{text: `measured ${age(now - usage.measuredAt)} ago`}, {text: ', ctrl+r measures again', tone: 'dim'}]
		: [{text: 'not measured yet, ctrl+r measures', tone: 'dim'}];
}
