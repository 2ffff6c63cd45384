import process from 'node:process';

const {SHIPSHAPE_SEED: wish, SHIPSHAPE_RUNS: factor} = process.env;
const fixed = 20_261_121;

/**
The seed of every property: the same cases each time, so that a run without a failure says the same tomorrow. By hand others are tried with
`SHIPSHAPE_SEED=random` or a number.
*/
export const seed = wish === undefined ? fixed : (wish === 'random' ? Math.trunc(Math.random() * 0x7F_FF_FF_FF) : Number(wish));

/** How many cases a property runs that wants `count`: more by hand, `SHIPSHAPE_RUNS=20` for twenty times as many. */
export function runs(count: number): number {
	return Math.ceil(count * Number(factor ?? 1));
}
