import type {Tone} from '../../config/theme.ts';
import type {Container} from '../../model/container.ts';
import {binarySize, decimalSize} from '../../model/size.ts';
import {memoryPercent, percent, type Sample} from '../../model/statistics.ts';
import type {Column} from '../pane.ts';

/** From here on a container is told to come near to what it has: of its memory limit, of one processor. */
const near = {memory: 80, most: 92} as const;

/** How near a container with a memory limit of its own is to being killed. */
export function memoryTone(sample: Pick<Sample, 'memory' | 'memoryLimit' | 'isLimited'>): Tone {
	const share = sample.isLimited ? memoryPercent(sample) : 0;
	return share >= near.most ? 'bad' : (share >= near.memory ? 'warn' : 'plain');
}

/** Memory as wide as it gets, so that a column of it stands still: ` 212 MiB`; with the limit where there is one: ` 212 MiB / 1 G`. */
function memoryWords({memory, memoryLimit, isLimited}: Sample): string {
	const used = binarySize(memory, 3).padStart(8);
	return isLimited ? `${used} / ${binarySize(memoryLimit, 3).replace(/iB$/v, '')}` : used;
}

const pair = (first: number, second: number): string => `${decimalSize(first, 3).padStart(7)} / ${decimalSize(second, 3).padEnd(7)}`;

function useColumn(column: Omit<Column<Container>, 'cell' | 'use'> & {readonly use: (sample: Sample) => number | undefined; readonly words: (sample: Sample) => string; readonly tone?: (sample: Sample) => Tone}): Column<Container> {
	const {words, tone, ...rest} = column;
	return {
		...rest,
		cell({id}, {samples}) {
			const sample = samples?.get(id);
			return sample && rest.use(sample) !== undefined ? {text: words(sample), tone: tone?.(sample) ?? 'plain'} : {text: ''};
		},
	};
}

/** What `docker stats` tells of the running containers, in its words. */
export const cpuColumn = useColumn({
	id: 'cpu', title: 'CPU', least: 7, most: 7, priority: 5, align: 'right', use: ({cpu}) => cpu, words: ({cpu = 0}) => percent(cpu),
});

export const memoryColumn = useColumn({
	id: 'memory', title: 'MEM', least: 8, most: 20, priority: 5, use: ({memory}) => memory, words: memoryWords, tone: memoryTone,
});

export const optionalUseColumns: ReadonlyArray<Column<Container>> = [
	useColumn({
		id: 'network', title: 'NET I/O', least: 17, most: 19, priority: 7, optional: true,
		use: ({network}) => network && network.received + network.sent,
		words: ({network: {received, sent} = {received: 0, sent: 0}}) => pair(received, sent),
	}),
	useColumn({
		id: 'blocks', title: 'BLOCK I/O', least: 17, most: 19, priority: 8, optional: true,
		use: ({blocks}) => blocks.read + blocks.written,
		words: ({blocks}) => pair(blocks.read, blocks.written),
	}),
	useColumn({
		id: 'processes', title: 'PIDS', least: 6, most: 6, priority: 8, align: 'right', optional: true, use: ({processes}) => processes, words: ({processes}) => String(processes),
	}),
];
