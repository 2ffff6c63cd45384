import assert from 'node:assert/strict';
import test from 'node:test';
import type {Engine} from '../../source/engine/engine.ts';
import type {DiskUsage} from '../../source/model/disk.ts';
import {EngineError} from '../../source/model/engine-error.ts';
import {createDiskMeter} from '../../source/store/disk.ts';
import {createLive} from '../../source/store/live.ts';

type Measurement = {readonly signal: AbortSignal; readonly resolve: (usage: DiskUsage) => void; readonly reject: (error: Error) => void};

const usage = (measuredAt: number): DiskUsage => ({
	measuredAt, lines: [], layersSize: 0, images: new Map(), containers: new Map(), volumes: new Map(), cache: [],
});

/** An engine whose measurements the test ends. */
function bench({isConnected = true} = {}) {
	const live = createLive();
	const measurements: Measurement[] = [];
	const engine = {system: {diskUsage: async ({signal}: {readonly signal: AbortSignal}) => new Promise<DiskUsage>((resolve, reject) => {
		measurements.push({signal, resolve, reject});
	})}} as unknown as Engine;
	const state = {engine: isConnected ? engine : undefined};
	live.setState({connection: {status: isConnected ? 'connected' : 'connecting'}});
	return {live, measurements, engine, state, meter: createDiskMeter(live, () => state.engine, () => 1000)};
}

const settled = async () => new Promise(resolve => {
	setImmediate(resolve);
});

test('a measurement is told from its beginning to its figures', async () => {
	const {live, measurements, meter} = bench();
	meter.measure();
	assert.deepEqual(live.getState().disk, {measuringSince: 1000, error: undefined});
	measurements[0]!.resolve(usage(1));
	await settled();
	assert.equal(live.getState().disk.usage?.measuredAt, 1);
	assert.equal(live.getState().disk.measuringSince, undefined);
});

test('there is one measurement at a time, and the old figures stay until the new ones are there', async () => {
	const {live, measurements, meter} = bench();
	meter.measure();
	meter.measure();
	assert.equal(measurements.length, 1);
	measurements[0]!.resolve(usage(1));
	await settled();
	meter.measure();
	assert.equal(live.getState().disk.usage?.measuredAt, 1);
	assert.equal(live.getState().disk.measuringSince, 1000);
	measurements[1]!.resolve(usage(2));
	await settled();
	assert.equal(live.getState().disk.usage?.measuredAt, 2);
});

test('what was given up tells nothing any more, and the old figures stay', async () => {
	const {live, measurements, meter} = bench();
	meter.measure();
	measurements[0]!.resolve(usage(1));
	await settled();
	meter.measure();
	meter.cancel();
	assert.equal(measurements[1]!.signal.aborted, true);
	assert.equal(live.getState().disk.measuringSince, undefined);
	meter.measure();
	measurements[1]!.resolve(usage(2));
	await settled();
	assert.equal(live.getState().disk.usage?.measuredAt, 1);
	assert.equal(live.getState().disk.measuringSince, 1000, 'the one that was begun after it still runs');
	measurements[2]!.reject(new Error('cancelled'));
	await settled();
});

test('a failure is told beside the old figures, and goes with the next measurement', async () => {
	const {live, measurements, meter} = bench();
	meter.measure();
	measurements[0]!.resolve(usage(1));
	await settled();
	meter.measure();
	const error = new EngineError('lost', {operation: 'measure', endpoint: 'unix:///x'});
	measurements[1]!.reject(error);
	await settled();
	assert.deepEqual([live.getState().disk.error, live.getState().disk.usage?.measuredAt, live.getState().disk.measuringSince], [error, 1, undefined]);
	meter.measure();
	assert.equal(live.getState().disk.error, undefined);
});

test('before the connection is there it is waited for, once', () => {
	const {live, measurements, engine, state, meter} = bench({isConnected: false});
	meter.measure();
	meter.measure();
	assert.equal(measurements.length, 0);
	state.engine = engine;
	live.setState({connection: {status: 'connected'}});
	assert.equal(measurements.length, 1);
	live.setState({connection: {status: 'connected'}});
	assert.equal(measurements.length, 1);
});

test('what is waited for can be given up', () => {
	const {live, measurements, engine, state, meter} = bench({isConnected: false});
	meter.measure();
	meter.cancel();
	state.engine = engine;
	live.setState({connection: {status: 'connected'}});
	assert.equal(measurements.length, 0);
});

test('a lost engine is told instead of measured', () => {
	const {live, state, meter} = bench();
	state.engine = undefined;
	live.setState({connection: {status: 'lost', since: 1, error: new Error('gone')}});
	meter.measure();
	assert.equal(live.getState().disk.error?.kind, 'lost');
	assert.equal(live.getState().disk.measuringSince, undefined);
});

test('after the end nothing is begun and nothing is told', async () => {
	const {live, measurements, meter} = bench();
	meter.measure();
	meter.stop();
	assert.equal(measurements[0]!.signal.aborted, true);
	measurements[0]!.resolve(usage(1));
	await settled();
	assert.equal(live.getState().disk.usage, undefined);
	meter.measure();
	assert.equal(measurements.length, 1);
});
