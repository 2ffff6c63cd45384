import {createHash} from 'node:crypto';

/** A source of numbers in [0, 1) that repeats itself for the same seed. */
export type Random = () => number;

/** A prime (2³¹ − 1) below which products with small factors stay exact in a JavaScript number. */
const modulus = 2_147_483_647;

const stir = (value: number) => (value * (48_271 + (value % 40_009))) % modulus;

/** A number in [0, 1) that depends on both whole numbers alone: the n-th value of a stream, without walking there. */
export function noise(stream: number, position: number): number {
	const mixed = stir(1 + (((Math.abs(stream) * 31_337) + (Math.abs(position) * 69_621)) % (modulus - 1)));
	return stir(stir(mixed + (Math.abs(stream) % 1009))) / modulus;
}

/** Makes a repeatable source of numbers in [0, 1). */
export function createRandom(seed: number): Random {
	let position = 0;
	return () => {
		position++;
		return noise(Math.trunc(seed), position);
	};
}

/** 64 hexadecimal digits that stand for a text: the demo's ids and digests. */
export function digestOf(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

/** One of the values, chosen by a number in [0, 1). */
export function choose<Value>(values: readonly [Value, ...Value[]], chance: number): Value {
	return values[Math.floor(chance * values.length)] ?? values[0];
}
