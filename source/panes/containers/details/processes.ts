import {alignedLines} from '../../../components/aligned-lines.ts';
import type {Container, ContainerState, ProcessTable} from '../../../model/container.ts';
import {detailTab, line, type Line} from '../../pane.ts';

const numbers = new Set(['PID', 'PPID', 'C', '%CPU', '%MEM', 'VSZ', 'RSS', 'PGID', 'NI', 'PRI', 'TIME', 'ELAPSED']);
/** An unknown state may have some: the engine is asked. */
const withProcesses: ReadonlySet<ContainerState> = new Set(['running', 'paused', 'unknown']);
const commands = new Set(['CMD', 'COMMAND', 'ARGS']);

/** What runs in a container, as the engine's machine sees it. */
export const processesTab = detailTab<Container, ProcessTable>({
	id: 'processes',
	title: 'Processes',
	unavailable({state}) {
		if (state === 'restarting') {
			return 'It is between two starts: there are no processes.';
		}

		return withProcesses.has(state) ? undefined : 'It is not running: there are no processes.';
	},
	load: async (row, engine, signal) => engine.containers.processes(row.id, {signal}),
	version: row => row,
	lines: (_row, {titles, rows}, {ascii}) => rows.length === 0
		? [line('The engine names no processes.', 'dim')]
		: [
			line(rows.length === 1 ? '1 process' : `${rows.length} processes`, 'dim'),
			...alignedLines(titles.map(title => ({title, align: numbers.has(title) ? 'right' : 'left'})), rows.map(row => cells(titles, row)), {ascii}),
		],
});

function cells(titles: readonly string[], row: readonly string[]): Line {
	return row.map((text, index) => commands.has(titles[index] ?? '') ? {text, tone: 'strong'} : {text});
}
