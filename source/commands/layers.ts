import type {Engine} from '../engine/engine.ts';
import {formatInstruction} from '../model/dockerfile.ts';
import type {Layer} from '../model/layers.ts';
import {decimalSize} from '../model/size.ts';
import {loadLayers, type LayersData} from '../panes/images/layers-data.ts';
import {imageRows, type ImageRow} from '../panes/images/rows.ts';
import {nothingKnown, type Live} from '../store/live.ts';
import {answer} from './answer.ts';
import {jsonText, moment, type Moment} from './json.ts';
import {listText, type TextColumn} from './list-text.ts';
import {complain, print} from './print.ts';
import type {Given} from './subcommand.ts';

/** What `shipshape layers IMAGE --json` prints. Sizes are bytes. */
export type LayersJson = {
	readonly id: string;
	readonly names: readonly string[];
	/** What the engine says. The containerd store counts the compressed layers too. */
	readonly size: number;
	/** All steps together. */
	readonly layersSize: number;
	/** Those of its layers that other images have as well. */
	readonly sharedSize: number;
	/** The present image that it was built on: how many of its layers, and of the steps below, are that one's. */
	readonly base: {readonly id: string; readonly name: string; readonly layers: number; readonly steps: number} | null;
	/** How many other images could not be read: more may be shared. */
	readonly unread: number;
	/** Oldest first, empty ones too. */
	readonly steps: readonly StepJson[];
};

export type StepJson = {
	/** `RUN`, `COPY`…; empty when nothing says which. */
	readonly instruction: string;
	readonly text: string;
	readonly comment: string;
	readonly created: Moment;
	readonly size: number;
	/** Its own and that of all before it. */
	readonly cumulative: number;
	/** True when it made no layer. */
	readonly empty: boolean;
	/** The digest of the uncompressed layer; null for empty steps, and where steps and layers cannot be matched. */
	readonly layer: string | null;
	/** In how many other images the layer is; null as `layer` is. */
	readonly sharedWith: number | null;
};

/** Prints the history of an image with its sizes. Resolves to the exit code: 0; 1 when there is no such image or it could not be read. */
export async function layers({arguments: words, json, ...given}: Given): Promise<number> {
	const [name = ''] = words;
	return answer(given, async (engine, signal) => {
		const live = await readImages(engine, signal);
		const {id} = await engine.images.inspect(name, {signal});
		const row = imageRows(live).find(candidate => candidate.id === id);
		if (!row) {
			await complain(`${name} is not in the engine's list of images`);
			return 1;
		}

		const data = await loadLayers(row, engine, signal, live);
		return await print(json ? jsonText(layersJson(row, data)) : layersText(row, data)) ? 0 : 1;
	});
}

async function readImages(engine: Engine, signal: AbortSignal): Promise<Live> {
	const {endpoint, info} = engine;
	const images = await engine.images.list({signal});
	return {...nothingKnown, connection: {status: 'connected'}, endpoint, info, images: {items: images, loaded: true}};
}

function sharedOf({depth}: Layer, {shared}: LayersData): number | undefined {
	return depth === undefined ? undefined : shared[depth] ?? 0;
}

function sums({steps, ...data}: LayersData): {readonly layersSize: number; readonly sharedSize: number} {
	return {
		layersSize: steps.at(-1)?.cumulative ?? 0,
		sharedSize: steps.reduce((sum, step) => sum + ((sharedOf(step, {steps, ...data}) ?? 0) > 0 ? step.size : 0), 0),
	};
}

function layersJson(row: ImageRow, data: LayersData): LayersJson {
	const {steps, base, unread} = data;
	return {
		id: row.id,
		names: row.names,
		size: row.size,
		...sums(data),
		base: base ? {id: base.id, name: base.name, layers: base.count, steps: base.steps} : null,
		unread,
		steps: steps.map(step => ({
			instruction: step.instruction,
			text: step.text,
			comment: step.comment,
			created: moment(step.created),
			size: step.size,
			cumulative: step.cumulative,
			empty: step.empty,
			layer: step.diffId ?? null,
			sharedWith: sharedOf(step, data) ?? null,
		})),
	};
}

const size = (bytes: number) => decimalSize(bytes, 3);

function columns(data: LayersData): ReadonlyArray<TextColumn<Layer>> {
	const figure = {least: 0, priority: 0, align: 'right'} as const;
	return [
		{...figure, id: 'size', title: 'SIZE', text: step => step.empty && step.size === 0 ? '' : size(step.size)},
		{...figure, id: 'sum', title: 'SUM', text: step => size(step.cumulative)},
		{...figure, id: 'shared', title: 'SHARED', text: step => (sharedOf(step, data) ?? 0) > 0 ? String(sharedOf(step, data)) : ''},
		{id: 'step', title: 'STEP', least: 0, priority: 0, text: step => [formatInstruction(step), step.comment].find(words => words !== '') ?? '?'},
	];
}

function layersText(row: ImageRow, data: LayersData): string {
	const {layersSize, sharedSize} = sums(data);
	const {base, steps, unread} = data;
	const isMatched = steps.some(({depth}) => depth !== undefined);
	return [
		row.name,
		...listText(columns(data), steps),
		'',
		layersSize === row.size ? `${size(layersSize)} in all` : `${size(layersSize)} in all; the engine says ${size(row.size)}`,
		isMatched ? `${size(sharedSize)} of it in layers shared with other images` : 'these steps cannot be matched to the layers: what is shared is not told',
		...base ? [`base ${base.name}: the first ${base.steps} of ${steps.length} steps, ${size(steps[base.steps - 1]?.cumulative ?? 0)}`] : [],
		...unread > 0 ? [`${unread} other images could not be read: more may be shared`] : [],
		'',
	].join('\n');
}
