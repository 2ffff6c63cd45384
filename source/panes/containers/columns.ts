import type {Container} from '../../model/container.ts';
import {stateRank, stateWords} from '../../model/container-state.ts';
import {allInterfaces, formatPorts} from '../../model/ports.ts';
import {age, nextChange} from '../../model/time.ts';
import type {Column} from '../pane.ts';
import {imageWords} from './image-words.ts';
import {stateTone} from './state-tone.ts';
import {cpuColumn, memoryColumn, optionalUseColumns} from './use-columns.ts';

/** Where a container stands when they are sorted by port: by its lowest published port, then by its lowest exposed one. */
function portRank({ports}: Container): number {
	const published = ports.flatMap(({hostPort}) => hostPort ?? []);
	const highest = 65_536;
	return published.length > 0 ? Math.min(...published) : highest + Math.min(highest, ...ports.map(({containerPort}) => containerPort));
}

const shown: ReadonlyArray<Column<Container>> = [
	{
		id: 'name', title: 'NAME', least: 10, most: 40, priority: 0, cut: 'middle',
		// What could not be read is told in the detail; here a mark says that something is missing.
		cell: ({name, unreadable}) => unreadable.length > 0 ? {text: `${name} ?`, tone: 'warn'} : {text: name},
	},
	{
		id: 'image', title: 'IMAGE', least: 10, most: 40, priority: 2, cut: 'middle',
		cell: ({image}) => ({text: imageWords(image)}),
	},
	{
		id: 'state', title: 'STATE', least: 16, most: 24, priority: 1,
		cell: (container, {pending}) => pending === undefined ? {text: stateWords(container), tone: stateTone(container)} : {text: pending, tone: 'info'},
		compare: (first, second) => (16 * (stateRank(first) - stateRank(second))) + Math.sign((first.exitCode ?? 0) - (second.exitCode ?? 0)),
	},
	cpuColumn,
	memoryColumn,
	{
		id: 'ports', title: 'PORTS', least: 19, most: 48, priority: 3,
		cell({ports}, {ascii}) {
			const isPublished = ports.some(({hostPort}) => hostPort !== undefined);
			return {text: formatPorts(ports, {ascii}), tone: isPublished ? (ports.some(port => allInterfaces(port)) ? 'plain' : 'info') : 'dim'};
		},
		compare: (first, second) => portRank(first) - portRank(second),
	},
	{
		id: 'age', title: 'AGE', least: 5, most: 6, priority: 4,
		cell: ({created}, {now}) => ({text: created > 0 ? age(now - created) : '?', tone: 'dim'}),
		// The youngest first: an age, not a date, goes up.
		compare: (first, second) => second.created - first.created,
		changesIn: ({created}, now) => created > 0 ? nextChange(now - created) : Infinity,
	},
];

const chosen: ReadonlyArray<Column<Container>> = [
	{
		id: 'id', title: 'ID', least: 12, most: 12, priority: 6, optional: true, cell: ({id}) => ({text: id.slice(0, 12), tone: 'dim'}),
	},
	{
		id: 'command', title: 'COMMAND', least: 10, most: 40, priority: 9, optional: true, cell: ({command}) => ({text: command}),
	},
	{
		id: 'project', title: 'PROJECT', least: 8, most: 24, priority: 5, optional: true, cell: ({project = ''}) => ({text: project}),
	},
	{
		id: 'networks', title: 'NETWORKS', least: 8, most: 32, priority: 7, optional: true, cell: ({attachments, networkMode = ''}) => ({text: attachments.length > 0 ? attachments.map(({networkName}) => networkName).join(', ') : networkMode}),
	},
	{
		id: 'ip', title: 'IP', least: 10, most: 40, priority: 8, optional: true, cell: ({attachments}) => ({text: attachments.flatMap(({ipv4, ipv6}) => ipv4 ?? ipv6 ?? []).join(', ')}),
	},
];

/** The columns of the list of containers. */
export const containerColumns: ReadonlyArray<Column<Container>> = [...shown, ...chosen, ...optionalUseColumns];
