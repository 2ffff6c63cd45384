import {bar} from '../../../components/meter.ts';
import {fit} from '../../../components/fit.ts';
import {wrapWords} from '../../../components/labelled-lines.ts';
import {formatInstruction} from '../../../model/dockerfile.ts';
import type {Layer} from '../../../model/layers.ts';
import {decimalSize} from '../../../model/size.ts';
import {
	detailTab,
	line,
	type Line,
	type Span,
	type TabContext,
} from '../../pane.ts';
import {loadLayers, type LayersData} from '../layers-data.ts';
import type {ImageRow} from '../rows.ts';

const barWidth = 10;
/** A step of many words takes no more lines than this. */
const mostLines = 4;
const roomForSum = 60;
const roomForBar = 76;

const size = (bytes: number) => decimalSize(bytes, 3);

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** The figures in front of a step, each in its column; the widths follow from the room there is. */
function figures(texts: {readonly size: string; readonly sum: string; readonly bar: string; readonly shared: string}, width: number): string {
	return [
		fit(texts.size, 8, {align: 'right'}),
		...width >= roomForSum ? [fit(texts.sum, 8, {align: 'right'})] : [],
		...width >= roomForBar ? [fit(texts.bar, barWidth)] : [],
		fit(texts.shared, 6, {align: 'right'}),
		'',
	].join('  ');
}

function stepLines(step: Layer, shared: number, {width, ascii}: TabContext): readonly Line[] {
	const front = figures({
		size: size(step.size),
		sum: size(step.cumulative),
		bar: bar(step.share, barWidth, ascii),
		shared: shared > 0 ? String(shared) : '',
	}, width);
	const text = [formatInstruction(step), step.comment].find(words => words !== '') ?? '?';
	const wrapped = wrapWords(text, Math.max(12, width - front.length));
	const shown = wrapped.length > mostLines ? [...wrapped.slice(0, mostLines - 1), `${wrapped[mostLines - 1]!.slice(0, -3)}${ascii ? '...' : '…'}`] : wrapped;
	return shown.map((part, index) => {
		const indent = index === 0 ? front : ' '.repeat(front.length);
		if (step.empty) {
			return [{text: indent, tone: 'dim'}, {text: part, tone: 'dim'}];
		}

		const word = index === 0 && step.instruction !== '' && part.startsWith(step.instruction) ? step.instruction : '';
		return [{text: indent}, ...word === '' ? [] : [{text: word, tone: 'key'} satisfies Span], {text: part.slice(word.length)}];
	});
}

function baseTitle({base, steps}: LayersData): string {
	const own = steps.slice(0, base!.steps);
	return `base ${base!.name}: ${count(base!.count, 'layer')}, ${size(own.at(-1)?.cumulative ?? 0)}`;
}

function topTitle({base, steps}: LayersData): string {
	const own = steps.slice(base!.steps);
	const layers = own.filter(({empty}) => !empty).length;
	return `on top of it: ${count(layers, 'layer')}, ${size(own.reduce((sum, step) => sum + step.size, 0))}`;
}

/** Says that the steps add up to the image's size, or why they do not. */
function sumLines(row: ImageRow, {steps, shared}: LayersData, {live}: TabContext): readonly Line[] {
	const sum = steps.at(-1)?.cumulative ?? 0;
	const common = steps.reduce((total, {depth, size: bytes}) => total + (depth !== undefined && (shared[depth] ?? 0) > 0 ? bytes : 0), 0);
	const why = live.info?.containerdStore
		? `the engine says ${size(row.size)}: containerd's store counts the compressed layers too`
		: `the engine says ${size(row.size)}`;
	return [
		[{text: fit(size(sum), 8, {align: 'right'}), tone: 'strong'}, {text: `  in all${sum === row.size ? ', which is the image\'s size' : `; ${why}`}`}],
		...common > 0 ? [[{text: fit(size(common), 8, {align: 'right'})}, {text: '  of it in layers shared with other images', tone: 'dim'} satisfies Span]] : [],
	];
}

function layersLines(row: ImageRow, data: LayersData, context: TabContext): readonly Line[] {
	const {steps, shared, base, unread} = data;
	const drawn = steps.map(step => stepLines(step, step.depth === undefined ? 0 : shared[step.depth] ?? 0, context));
	const isMatched = steps.some(({depth}) => depth !== undefined);
	return [
		line(`${figures({
			size: 'SIZE', sum: 'SUM', bar: 'PART', shared: 'SHARED',
		}, context.width)}STEP`, 'heading'),
		...base && isMatched
			? [line(baseTitle(data), 'accent'), ...drawn.slice(0, base.steps).flat(), line(topTitle(data), 'accent'), ...drawn.slice(base.steps).flat()]
			: drawn.flat(),
		...sumLines(row, data, context),
		...isMatched || steps.length === 0 ? [] : [line('these steps cannot be matched to the layers: what is shared is not told', 'warn')],
		...isMatched && !base ? [line('no image here is its base', 'dim')] : [],
		...base && !isMatched ? [line(`base ${base.name}: ${count(base.count, 'layer')}`, 'accent')] : [],
		...unread > 0 ? [line(`${count(unread, 'other image')} could not be read: more may be shared`, 'warn')] : [],
	];
}

/** The history of an image, oldest step first: what each step did, what it weighs, whose it is. */
export const layersTab = detailTab<ImageRow, LayersData>({
	id: 'layers',
	title: 'Layers',
	load: loadLayers,
	version: row => row,
	lines: layersLines,
});
