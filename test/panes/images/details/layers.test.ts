import assert from 'node:assert/strict';
import test from 'node:test';
import type {EngineInfo} from '../../../../source/model/engine-info.ts';
import type {HistoryEntry} from '../../../../source/model/image.ts';
import {layersOf} from '../../../../source/model/layers.ts';
import {layersTab} from '../../../../source/panes/images/details/layers.ts';
import type {LayersData} from '../../../../source/panes/images/layers-data.ts';
import {imageRows} from '../../../../source/panes/images/rows.ts';
import {
	image,
	live,
	now,
	plain,
	tabContext,
} from '../samples.ts';

const entry = (createdBy: string, size: number): HistoryEntry => ({
	id: '', created: now, createdBy, size, comment: '', tags: [],
});

/** Newest first, as engines tell it. */
const history = [
	entry('CMD ["node"]', 0),
	entry('RUN /bin/sh -c npm ci # buildkit', 30_000_000),
	entry('/bin/sh -c #(nop)  CMD ["/bin/sh"]', 0),
	entry(`/bin/sh -c #(nop) ADD file:${'a'.repeat(64)} in / `, 70_000_000),
];

const data: LayersData = {
	steps: layersOf(history, 100_000_000, ['sha256:1', 'sha256:2']),
	shared: [4, 0],
	base: {id: 'x', name: 'alpine:3.20', count: 1, steps: 2},
	unread: 0,
};

const [row] = imageRows(live({images: [image({size: 100_000_000})]}));

const drawn = (change: Partial<LayersData> = {}, context: Parameters<typeof tabContext>[0] = {}) => layersTab.lines(row!, {...data, ...change}, tabContext(context));

test('each step stands with its size, sum, part and how many images share it, the base\'s apart', () => {
	assert.deepEqual(plain(drawn()).map(text => text.trimEnd()), [
		'    SIZE       SUM  PART        SHARED  STEP',
		'base alpine:3.20: 1 layer, 70 MB',
		'   70 MB     70 MB  ███████          4  ADD file:aaaaaaaaaaaa… in /',
		'     0 B     70 MB                      CMD ["/bin/sh"]',
		'on top of it: 1 layer, 30 MB',
		'   30 MB    100 MB  ███                 RUN npm ci',
		'     0 B    100 MB                      CMD ["node"]',
		'  100 MB  in all, which is the image\'s size',
		'   70 MB  of it in layers shared with other images',
	]);
});

test('empty steps are dim, instructions stand out', () => {
	const lines = drawn();
	assert.ok(lines[3]!.every(({tone}) => tone === 'dim'));
	assert.equal(lines[5]!.find(({text}) => text === 'RUN')?.tone, 'key');
});

test('a sum that is not the image\'s size is explained', () => {
	const [larger] = imageRows(live({images: [image({size: 130_000_000})]}));
	const info: EngineInfo = {
		id: '', product: 'Docker', version: '29', apiVersion: '1.51', name: '', os: '', architecture: '', kernel: '', cpus: 1, memory: 1, storageDriver: '', containerdStore: true,
		cgroupVersion: '', rootDirectory: '', swarmManager: false,
	};
	const told = (containerdStore: boolean) => plain(layersTab.lines(larger!, data, tabContext({live: {...live(), info: {...info, containerdStore}}}))).find(text => text.includes('in all'));
	assert.equal(told(true), '  100 MB  in all; the engine says 130 MB: containerd\'s store counts the compressed layers too');
	assert.equal(told(false), '  100 MB  in all; the engine says 130 MB');
});

test('steps that do not match the layers tell no base and no sharing', () => {
	const steps = layersOf(history, 100_000_000, ['sha256:1', 'sha256:2', 'sha256:3', 'sha256:4', 'sha256:5']);
	const lines = plain(drawn({steps, shared: [1, 1, 1, 1, 1], base: undefined}));
	assert.ok(lines.includes('these steps cannot be matched to the layers: what is shared is not told'));
	assert.ok(lines.every(text => !text.includes('of it in layers shared')));
});

test('an image without a base, one without a history and images that could not be read say so', () => {
	assert.equal(plain(drawn({base: undefined})).at(-1), 'no image here is its base');
	assert.equal(plain(drawn({unread: 2})).at(-1), '2 other images could not be read: more may be shared');
	assert.equal(plain(drawn({steps: [], shared: [], base: undefined})).length, 2);
});

test('long steps go on below, in no more than four lines, and no line is wider than there is room', () => {
	const steps = layersOf([entry(`RUN /bin/sh -c ${'apt-get install something && '.repeat(40)}true # buildkit`, 5)], 5, ['sha256:1']);
	for (const width of [40, 60, 80, 100, 160]) {
		const lines = plain(drawn({steps, shared: [0], base: undefined}, {width}));
		const body = lines.slice(1, lines.findIndex(text => text.includes('in all')));
		assert.equal(body.length, 4);
		assert.ok(body.every(text => text.length <= width), `${width}: ${JSON.stringify(body)}`);
		assert.ok(body.at(-1)?.endsWith('…'));
	}
});

test('nothing but ASCII is drawn of our own when only that may be', () => {
	const steps = layersOf([entry(`RUN /bin/sh -c ${'x '.repeat(400)}# buildkit`, 5)], 5, ['sha256:1']);
	for (const text of plain(drawn({steps, shared: [3], base: undefined}, {ascii: true}))) {
		assert.match(text, /^\p{ASCII}*$/v);
	}
});
