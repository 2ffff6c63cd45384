import type {EngineError} from '../model/engine-error.ts';
import {binarySize} from '../model/size.ts';
import {containersPane} from '../panes/containers/pane.ts';
import {imagesPane} from '../panes/images/pane.ts';
import {networksPane} from '../panes/networks/pane.ts';
import {anyPane, type AnyPane, type CellContext} from '../panes/pane.ts';
import {volumesPane} from '../panes/volumes/pane.ts';
import type {Live} from '../store/live.ts';
import {diskText} from './disk-text.ts';
import {paneText} from './pane-text.ts';

/** A list of the overview. `fromContainers` are the columns that say nothing true unless the containers are known. */
type Section = {readonly pane: AnyPane; readonly fromContainers: readonly string[]};

const sections: readonly Section[] = [
	{pane: anyPane(containersPane), fromContainers: []},
	{pane: anyPane(imagesPane), fromContainers: ['usedBy']},
	{pane: anyPane(networksPane), fromContainers: ['containers']},
	{pane: anyPane(volumesPane), fromContainers: ['usedBy']},
];

const notRead = 'could not be read';

/** The overview: a line on the engine, then every list, or that of the pane `only`, under its title, in the words and the order of the UI. Ends with a line feed. */
export function overviewText(live: Live, context: CellContext, only?: string): string {
	const isAsked = (name: string) => only === undefined || name === only;
	const lists = sections.filter(({pane}) => isAsked(pane.id)).map(section => sectionLines(section, live, context));
	const parts = [[engineLine(live, context)], ...lists, ...isAsked('disk') ? [diskLines(live)] : []];
	return `${parts.map(lines => lines.join('\n')).join('\n\n')}\n`;
}

function engineLine({endpoint, info}: Live, {ascii}: CellContext): string {
	const place = endpoint?.demo ? ['DEMO', endpoint.url] : [endpoint?.context, endpoint?.url];
	const facts = info ? [`${info.product} ${info.version}`, `${info.cpus} CPU`, binarySize(info.memory)].join(ascii ? ' - ' : ' · ') : '';
	return [...place, facts].filter(Boolean).join('  ');
}

function sectionLines({pane, fromContainers}: Section, live: Live, context: CellContext): readonly string[] {
	if (!pane.loaded(live)) {
		return [pane.title, notRead];
	}

	const isTrue = ({id}: {readonly id: string}) => live.containers.loaded || !fromContainers.includes(id);
	const rows = pane.rows(live);
	return [`${pane.title} ${rows.length}`, ...rows.length === 0 ? ['none'] : paneText(pane, rows, context, isTrue)];
}

function diskLines({disk: {usage, error}}: Live): readonly string[] {
	return ['Disk', ...usage ? diskText(usage) : [isLate(error) ? 'not measured in time' : notRead]];
}

/** True when the disk usage is missing only because it takes the engine too long: nothing has failed. */
export function isLate(error: EngineError | undefined): boolean {
	return error?.kind === 'timeout';
}
