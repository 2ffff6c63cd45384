import assert from 'node:assert/strict';
import test from 'node:test';
import {memoryPercent, percent, sampleOf, totalOf, type Reading} from '../../source/model/statistics.ts';

const reading = (change: Partial<Reading> = {}): Reading => ({
	time: 10_000, used: 1e9, passed: 40e9, processors: 2, memory: 100, memoryLimit: 400, isLimited: true, network: {received: 1000, sent: 500}, blocks: {read: 0, written: 0}, ...change,
});

test('the first reading tells what it uses now, and no rate', () => {
	assert.deepEqual(sampleOf(reading()), reading());
});

test('two readings tell the share of processor time, in percent of one processor', () => {
	const sample = sampleOf(reading({time: 12_000, used: 3e9, passed: 44e9}), reading());
	assert.equal(sample.cpu, 100);
	assert.equal(sampleOf(reading({time: 12_000, used: 1e9, passed: 44e9}), reading()).cpu, 0);
});

test('rates are bytes a second between the two', () => {
	const sample = sampleOf(reading({time: 12_000, network: {received: 3000, sent: 500}, blocks: {read: 4096, written: 10}}), reading());
	assert.deepEqual(sample.networkRates, {in: 1000, out: 0});
	assert.deepEqual(sample.blockRates, {in: 2048, out: 5});
});

test('counters that began anew, as a restart makes them, tell nothing', () => {
	const sample = sampleOf(reading({time: 12_000, used: 5, passed: 44e9, network: {received: 0, sent: 0}}), reading());
	assert.equal(sample.cpu, undefined);
	assert.equal(sample.networkRates, undefined);
	assert.equal(sampleOf(reading(), reading()).cpu, undefined);
	assert.equal(sampleOf(reading({time: 12_000, used: 2e9}), reading()).cpu, undefined, 'no time passed');
});

test('without a network of its own there is no rate', () => {
	const {networkRates} = sampleOf(reading({time: 12_000, network: undefined}), reading());
	assert.equal(networkRates, undefined);
});

test('the share of memory; none when the limit is not known', () => {
	assert.equal(memoryPercent(reading()), 25);
	assert.equal(memoryPercent(reading({memoryLimit: 0})), 0);
});

test('a percentage is never wider than six columns', () => {
	assert.deepEqual([0, 0.04, 3.12, 99.96, 100, 999.94, 999.96, 12_800].map(value => percent(value)), ['0.0 %', '0.0 %', '3.1 %', '100.0 %', '100.0 %', '999.9 %', '1000 %', '12800 %']);
});

test('a sum is told only when every part of it is known', () => {
	const measured = {...reading(), cpu: 10};
	assert.deepEqual(totalOf([measured, measured]), {cpu: 20, memory: 200});
	assert.equal(totalOf([measured, undefined]), undefined);
	assert.equal(totalOf([measured, reading()]), undefined);
	assert.equal(totalOf([]), undefined);
});
