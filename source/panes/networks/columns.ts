import type {Column} from '../pane.ts';
import type {NetworkRow} from './rows.ts';

function countOf({attached}: NetworkRow): string {
	const stopped = attached.filter(({isUp}) => !isUp).length;
	return stopped === 0 ? String(attached.length) : `${attached.length}, ${stopped} stopped`;
}

/** The columns of the list of networks. */
export const networkColumns: ReadonlyArray<Column<NetworkRow>> = [
	{
		id: 'name', title: 'NAME', least: 10, most: 48, priority: 0, cut: 'middle',
		cell: ({name, unreadable}) => unreadable.length > 0 ? {text: `${name} ?`, tone: 'warn'} : {text: name},
	},
	{
		id: 'driver', title: 'DRIVER', least: 7, most: 20, priority: 2,
		cell: ({driver, internal}) => ({text: internal ? `${driver} internal` : driver}),
	},
	{
		id: 'scope', title: 'SCOPE', least: 5, most: 8, priority: 5, cell: ({scope}) => ({text: scope, tone: 'dim'}),
	},
	{
		id: 'subnet', title: 'SUBNET', least: 13, most: 44, priority: 3, cell: ({subnets}) => ({text: subnets.map(({subnet}) => subnet).filter(Boolean).join(', ')}),
	},
	{
		id: 'gateway', title: 'GATEWAY', least: 10, most: 40, priority: 4, cell: ({subnets}) => ({text: subnets.map(({gateway}) => gateway).filter(Boolean).join(', ')}),
	},
	{
		id: 'containers', title: 'CONTAINERS', least: 10, most: 16, priority: 1,
		cell: row => ({text: countOf(row), tone: row.attached.length === 0 ? 'dim' : (row.attached.some(({isUp}) => isUp) ? 'good' : 'plain')}),
		compare: (first, second) => first.attached.length - second.attached.length,
	},
	{
		id: 'id', title: 'ID', least: 12, most: 12, priority: 6, optional: true, cell: ({id}) => ({text: id.slice(0, 12), tone: 'dim'}),
	},
	{
		id: 'project', title: 'PROJECT', least: 8, most: 24, priority: 7, optional: true, cell: ({labels}) => ({text: labels['com.docker.compose.project'] ?? ''}),
	},
];
