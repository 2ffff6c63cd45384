import {areaChart, roundUp, valuesInColumn} from '../../../components/chart.ts';
import {fit, widthOf} from '../../../components/fit.ts';
import type {Tone} from '../../../config/theme.ts';
import type {Container} from '../../../model/container.ts';
import {binarySize, decimalSize} from '../../../model/size.ts';
import {memoryPercent, percent, type Rates, type Sample} from '../../../model/statistics.ts';
import {timeLine} from '../../../model/time-line.ts';
import {duration} from '../../../model/time.ts';
import {detailTab, line, type Line, type Span, type TabContext} from '../../pane.ts';
import {memoryTone} from '../use-columns.ts';

/** Milliseconds that one dot of a chart stands for, and for which a value counts while no other comes. */
const step = 2000;
const bridge = 15_000;
/** From this width on two charts stand side by side. */
const wide = 84;
const labelWidth = 9;
const textLines = 2;
const leastChart = 3;

/** One thing over time: what is said of it, then an area, or one up and one hanging for two directions. */
type Graph = {
	readonly head: Line;
	/** What belongs behind the head, and stands before the note where there is no room for it. */
	readonly alarm?: Span;
	readonly note: string;
	/** What is added to the note where there is room for it. */
	readonly totals?: string;
	readonly most: number;
	readonly scale: (value: number) => string;
	readonly up: (sample: Sample) => number | undefined;
	readonly down?: (sample: Sample) => number | undefined;
	readonly tone: Tone;
};

const title = (text: string): Span => ({text: text.padEnd(9), tone: 'heading'});
const strong = (text: string): Span => ({text, tone: 'strong'});
const dim = (text: string): Span => ({text, tone: 'dim'});

/** The highest known value; 0 without any. */
function peakOf(history: readonly Sample[], value: (sample: Sample) => number | undefined): number {
	return history.reduce((peak, sample) => Math.max(peak, value(sample) ?? 0), 0);
}

/** What the charts tell of `history`, which is not empty. */
function graphs(history: readonly Sample[], memoryKills: number, {ascii}: TabContext): readonly Graph[] {
	const last = history.at(-1)!;
	const since = history.length > 1 ? ` in ${duration(Math.max(1000, Math.round((last.time - history[0]!.time) / 1000) * 1000))}` : '';
	return [cpuGraph(history, since), memoryGraph(history, since, memoryKills), ...directions(history, ascii)];
}

function cpuGraph(history: readonly Sample[], since: string): Graph {
	const last = history.at(-1)!;
	const peak = peakOf(history, ({cpu}) => cpu);
	return {
		head: [title('CPU'), strong(last.cpu === undefined ? 'measuring' : percent(last.cpu)), dim(' of one processor')],
		note: `peak ${percent(peak)}${since}`,
		...last.processes !== undefined && {totals: `, ${last.processes} ${last.processes === 1 ? 'process' : 'processes'}`},
		most: roundUp(peak, {least: 1}),
		scale: value => percent(value).replace('.0', ''),
		up: ({cpu}) => cpu,
		tone: 'info',
	};
}

function memoryGraph(history: readonly Sample[], since: string, memoryKills: number): Graph {
	const last = history.at(-1)!;
	const peak = peakOf(history, ({memory}) => memory);
	const tone = memoryTone(last);
	const share = last.isLimited ? `${Math.round(memoryPercent(last))} % of ${binarySize(last.memoryLimit)}` : 'no limit';
	return {
		head: [title('memory'), strong(binarySize(last.memory)), {text: `  ${share}`, ...tone !== 'plain' && {tone}}],
		...memoryKills > 0 && {alarm: {text: `killed for memory ${memoryKills === 1 ? 'once' : `${memoryKills} times`}`, tone: 'bad'}},
		note: `peak ${binarySize(peak)}${since}`,
		most: last.isLimited ? last.memoryLimit : roundUp(peak, {least: 1024, binary: true}),
		scale: value => binarySize(value, 3),
		up: ({memory}) => memory,
		tone: tone === 'plain' ? 'info' : tone,
	};
}

/** Network and disk, in and out. */
function directions(history: readonly Sample[], ascii: boolean): readonly Graph[] {
	const last = history.at(-1)!;
	const graph = (name: string, [first, second]: readonly [string, string], rates: (sample: Sample) => Rates | undefined, totals: Rates): Graph => {
		const [inward, outward] = [peakOf(history, sample => rates(sample)?.in), peakOf(history, sample => rates(sample)?.out)];
		const rate = (value: number | undefined) => value === undefined ? 'measuring' : `${decimalSize(value, 3)}/s`;
		const [up, down] = ascii ? ['', ''] : ['▲ ', '▼ '];
		return {
			head: [title(name), {text: `${up}${first} `}, strong(rate(rates(last)?.in)), {text: `  ${down}${second} `}, strong(rate(rates(last)?.out))],
			note: `peak ${rate(inward)} and ${rate(outward)}`,
			totals: `, in all ${decimalSize(totals.in, 3)} and ${decimalSize(totals.out, 3)}`,
			most: roundUp(Math.max(inward, outward), {least: 100}),
			scale: value => `${decimalSize(value, 3)}/s`,
			up: sample => rates(sample)?.in,
			down: sample => rates(sample)?.out,
			tone: 'info',
		};
	};

	const network = last.network && graph('network', ['in', 'out'], ({networkRates}) => networkRates, {in: last.network.received, out: last.network.sent});
	return [
		...network ? [network] : [],
		graph('disk', ['read', 'written'], ({blockRates}) => blockRates, {in: last.blocks.read, out: last.blocks.written}),
	];
}

const widthOfAll = (spans: Line): number => spans.reduce((sum, {text}) => sum + widthOf(text), 0);

/** The two lines above a chart. */
function texts({head, alarm, note, totals = ''}: Graph, width: number): readonly [Line, Line] {
	const whole: Line = alarm ? [...head, {text: ', '}, alarm] : head;
	const isWhole = widthOfAll(whole) <= width;
	const below: Line = [title(''), ...alarm && !isWhole ? [alarm, dim(', ')] : [], dim(note)];
	return [isWhole ? whole : head, widthOfAll([...below, dim(totals)]) <= width ? [...below, dim(totals)] : below];
}

/** Spans in exactly `width` columns. */
function fitted(spans: Line, width: number, ascii: boolean): Line {
	const result: Span[] = [];
	let room = width;
	for (const {text, ...rest} of spans) {
		const taken = Math.min(room, widthOf(text));
		result.push({text: fit(text, taken, {ellipsis: ascii ? '~' : '…'}), ...rest});
		room -= taken;
	}

	return [...result, {text: ' '.repeat(room)}];
}

/** A graph in a rectangle. */
function block(graph: Graph, history: readonly Sample[], width: number, height: number, ascii: boolean): readonly Line[] {
	const {most, up, down, tone, scale} = graph;
	const area = Math.max(8, width - labelWidth - 1);
	const rows = Math.max(leastChart, height - textLines);
	const upRows = down ? Math.ceil(rows / 2) : rows;
	const draw = (value: (sample: Sample) => number | undefined, lines: number, hanging: boolean) => areaChart(
		timeLine(history.map(sample => ({time: sample.time, value: value(sample)})), {step, count: area * valuesInColumn(ascii), bridge}),
		{width: area, height: lines, most, ascii, hanging},
	);
	const drawn = [...draw(up, upRows, false), ...down ? draw(down, rows - upRows, true) : []];
	const label = (index: number) => index === 0 || (down && index === rows - 1) ? scale(most) : (index === (down ? upRows : rows) - 1 ? '0' : '');
	return [
		...texts(graph, width).map(spans => fitted(spans, width, ascii)),
		...drawn.map((text, index) => fitted([{text, tone: down && index >= upRows ? 'warn' : tone}, dim(` ${label(index)}`)], width, ascii)),
	];
}

/** The blocks two by two, or one below the other, in as many lines as there are. */
function arranged(all: readonly Graph[], history: readonly Sample[], {width, height, ascii}: TabContext): readonly Line[] {
	const columns = width >= wide ? 2 : 1;
	const rows = Math.ceil(all.length / columns);
	const gap = columns - 1;
	const blockWidth = Math.floor((width - (2 * gap)) / columns);
	// With room for it an empty line stands between one block and the next below.
	const blockHeight = Math.floor(height / rows);
	const space = blockHeight > textLines + leastChart + 1 ? 1 : 0;
	const blocks = all.map(graph => block(graph, history, blockWidth, blockHeight - space, ascii));
	return Array.from({length: rows}, (_row, index) => blocks.slice(index * columns, (index + 1) * columns)).flatMap(([first = [], second], index): readonly Line[] => [
		...index > 0 && space > 0 ? [line('')] : [],
		...first.map((spans, place) => second ? [...spans, {text: '  '}, ...second[place] ?? []] : spans),
	]);
}

/** What a container uses over the last minutes, as charts and in words. */
export const statsTab = detailTab<Container, undefined>({
	id: 'stats',
	title: 'Stats',
	isMeasured: true,
	lines({id, state}, _data, context) {
		const {statistics, memoryKills} = context.live;
		const history = statistics.history.get(id) ?? [];
		const isRunning = state === 'running' || state === 'paused';
		if (history.length === 0) {
			return [line(isRunning ? (context.ascii ? 'measuring...' : 'measuring…') : 'It is not running: there is nothing to measure.', 'dim')];
		}

		const gone = isRunning ? [] : [line('It is not running any more: this is how it was.', 'warn')];
		const rest = {...context, height: context.height - gone.length};
		return [...gone, ...arranged(graphs(history, memoryKills.get(id) ?? 0, rest), history, rest)];
	},
});
