import {createHash} from 'node:crypto';

/**
A source of numbers in [0, 1) that repeats itself for the same seed (mulberry32).
*/
export type Random = () => number;

/**
Makes a repeatable source of numbers in [0, 1).
*/
export function createRandom(seed: number): Random {
	let state = Math.trunc(seed) % 4_294_967_296;
	return () => {
		state = (state + 1_831_565_813) % 4_294_967_296;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/**
A number in [0, 1) that depends on both whole numbers alone: the n-th value of a stream, without walking there.
*/
export function noise(stream: number, position: number): number {
	let mixed = Math.imul(stream ^ 2_654_435_769, 2_246_822_507) ^ Math.imul(position + 374_761_393, 3_266_489_909);
	mixed = Math.imul(mixed ^ (mixed >>> 15), 2_246_822_519);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 3_266_489_917);
	return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296;
}

/**
64 hexadecimal digits that stand for a text: the demo's ids and digests.
*/
export function digestOf(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

/**
One of the values, chosen by a number in [0, 1).
*/
export function choose<Value>(values: readonly [Value, ...Value[]], chance: number): Value {
	return values[Math.floor(chance * values.length)] ?? values[0];
}
