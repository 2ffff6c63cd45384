import {labelledLines} from '../../../components/labelled-lines.ts';
import {stateWords} from '../../../model/container-state.ts';
import {entryAddress, reachWords, tunnelCommand} from '../../../model/port-access.ts';
import {ownerName} from '../../../model/port-entry.ts';
import {failedForPort} from '../../../model/port-rivals.ts';
import {allInterfaces, formatPort} from '../../../model/ports.ts';
import {machineOfLive} from '../../machine.ts';
import {detailTab, line, type Line, type Span, type TabContext} from '../../pane.ts';
import type {PortRow} from '../rows.ts';

const value = (text: string | undefined, tone?: Span['tone']): readonly Span[] => text === undefined ? [] : [{text, ...tone && {tone}}];

/** Everything about one port: who is in its way, who reaches it, and how it is reached from here. */
export const factsTab = detailTab<PortRow, undefined>({
	id: 'facts',
	title: 'Port',
	lines: (row, _data, context) => [
		...row.conflicts.map(words => line(words, 'bad')),
		...row.conflicts.length > 0 ? [line('')] : [],
		...labelledLines([
			{label: 'port', values: value(formatPort(row, context), 'strong')},
			{label: 'addresses', values: value(row.addresses.length > 1 ? row.addresses.join(', ') : undefined)},
			{label: 'of', values: value(owner(row))},
			{label: 'image', values: value(row.image)},
			{label: 'reached by', values: value(reachWords(row), row.kind === 'ingress' || row.kind === 'host' || (row.kind !== 'exposed' && allInterfaces(row)) ? 'warn' : 'plain')},
			{label: 'from here', values: value(row.kind === 'exposed' ? undefined : entryAddress(row, machineOfLive(context.live)))},
			{label: row.kind === 'wanted' ? 'try later' : 'try', values: row.url === undefined ? [] : [{text: row.url, tone: 'accent', link: row.url}]},
			{label: 'tunnel', values: tunnel(row, context)},
		], context.width),
		...failure(row),
	],
});

function owner({owner: whose, project}: PortRow): string {
	const words = whose.type === 'container' ? `container ${ownerName(whose)}, ${stateWords(whose.container)}` : `${ownerName(whose)} of the swarm`;
	return project === undefined ? words : `${words}, project ${project}`;
}

function tunnel(row: PortRow, {live}: TabContext): readonly Span[] {
	return row.kind === 'wanted' ? [] : value(tunnelCommand(row, machineOfLive(live)));
}

/** What the engine said when the container could not be started. */
function failure(row: PortRow): readonly Line[] {
	return row.owner.type === 'container' && failedForPort(row) ? [line(''), line(`the engine said: ${row.owner.bindings?.failure ?? ''}`, 'dim')] : [];
}
