import assert from 'node:assert/strict';
import {performance} from 'node:perf_hooks';
import test from 'node:test';
import type {Engine} from '../../source/engine/engine.ts';
import {findCleanUp, type CleanUp} from '../../source/model/clean-up-candidates.ts';
import {planCleanUp, totalOf} from '../../source/model/clean-up-plan.ts';
import {EngineError} from '../../source/model/engine-error.ts';
import {runCleanUp} from '../../source/store/clean-up-run.ts';
import {container, image, worldOf} from '../model/clean-up-samples.ts';

/** An engine with so many stopped containers, each on an image of ten layers of which five are everybody's. */
function bigCleanUp(count: number): CleanUp {
	const names = Array.from({length: count}, (_, number) => String(number));
	return findCleanUp(worldOf({
		containers: names.map(name => container(`c${name}`, {imageId: `i${name}`})),
		images: names.map(name => image(`i${name}`, {size: 10})),
		facts: {
			times: new Map(),
			layers: new Map(names.map(name => [`i${name}`, Array.from({length: 10}, (_, depth) => ({digest: depth < 5 ? `base-${depth}` : `${name}-${depth}`, size: 1}))])),
		},
	}));
}

function timeOf(work: () => void): number {
	const times = Array.from({length: 5}, () => {
		const start = performance.now();
		work();
		return performance.now() - start;
	});
	return Math.min(...times);
}

test('sixteen times as many objects take about sixteen times as long, not its square', () => {
	const cost = (count: number) => timeOf(() => {
		const cleanUp = bigCleanUp(count);
		const plan = planCleanUp(cleanUp, cleanUp.candidates.map(({id}) => id));
		assert.equal(totalOf(plan.going, cleanUp).bytes, 5 + (5 * count));
	});
	cost(100);
	assert.ok(cost(4000) < 100 * cost(250));
});

function fakeEngine(remove: (id: string) => Promise<void>): Engine {
	const usage = {measuredAt: 0, lines: [], layersSize: 0, images: new Map(), containers: new Map(), volumes: new Map(), cache: []};
	return {
		containers: {inspect: async () => ({state: 'exited'}), remove},
		images: {inspect: async (id: string) => ({tags: [`${id}:latest`]}), remove: async (id: string) => ({untagged: [], deleted: [id]})},
		system: {diskUsage: async () => usage},
	} as unknown as Engine;
}

const world = () => findCleanUp(worldOf({containers: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(name => container(name, {imageId: 'base'})), images: [image('base')]}));

test('what needs something that stayed is left, and says what', async () => {
	const cleanUp = world();
	const engine = fakeEngine(async id => {
		if (id === 'c') {
			throw new EngineError('conflict', {operation: 'remove', endpoint: 'x', words: 'it runs'});
		}
	});
	const {steps} = await runCleanUp({plan: planCleanUp(cleanUp, cleanUp.byId.keys()), cleanUp, engine, signal: new AbortController().signal});
	assert.deepEqual(steps.filter(({status}) => status !== 'done').map(({candidate, status, message}) => [candidate.name, status, message]), [['c', 'left', 'it runs'], ['base:latest', 'left', 'container c is still there']]);
});

test('no more than four at a time; a cancellation lets those end and begins no other', async () => {
	const cleanUp = world();
	const stop = new AbortController();
	let underWay = 0;
	let most = 0;
	const engine = fakeEngine(async () => {
		underWay++;
		most = Math.max(most, underWay);
		stop.abort();
		await new Promise(resolve => {
			setImmediate(resolve);
		});
		underWay--;
	});
	const run = await runCleanUp({plan: planCleanUp(cleanUp, cleanUp.byId.keys()), cleanUp, engine, signal: stop.signal});
	const done = run.steps.filter(({status}) => status === 'done').length;
	assert.ok(most <= 4 && done >= 1 && done <= 4);
	assert.ok(run.steps.every(({status, message}) => status === 'done' || (status === 'left' && (message ?? '') !== '')));
	assert.equal(run.isCancelled, true);
});

test('a lost connection ends it: the rest is left, and the figure is not known', async () => {
	const cleanUp = world();
	let asked = 0;
	const engine = fakeEngine(async () => {
		asked++;
		throw new EngineError('lost', {operation: 'remove', endpoint: 'x'});
	});
	const run = await runCleanUp({plan: planCleanUp(cleanUp, cleanUp.byId.keys()), cleanUp, engine, signal: new AbortController().signal});
	assert.ok(asked <= 4);
	assert.ok(run.steps.every(({status}) => status === 'failed' || status === 'left'));
	assert.match(run.measureProblem ?? '', /lost/v);
});
