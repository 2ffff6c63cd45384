import {compareNatural} from '../model/natural-order.ts';

/** Compares two rows by name, as lists are ordered: `web-2` comes before `web-10`. */
export function byName(first: {readonly name: string}, second: {readonly name: string}): number {
	return compareNatural(first.name, second.name);
}
