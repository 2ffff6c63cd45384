import type {Candidate, Total} from './clean-up.ts';
import {decimalSize} from './size.ts';
import {age} from './time.ts';

/** Why it can go, with how long that is so: `exited 137, 3 d ago`. */
export function whyInWords({why, whyAt}: Pick<Candidate, 'why' | 'whyAt'>, now: number): string {
	return whyAt === undefined ? why : `${why}${/(?:made|used)$/v.test(why) ? '' : ','} ${age(now - whyAt)} ago`;
}

/** `3 objects` */
export function countInWords(count: number): string {
	return `${count} ${count === 1 ? 'object' : 'objects'}`;
}

/** How sure a figure is: `4.2 GB`, `about 4.2 GB`, `at least 4.2 GB`. */
export function bytesInWords({bytes, isAbout, unknown}: Pick<Total, 'bytes' | 'isAbout' | 'unknown'>): string {
	return `${unknown > 0 ? 'at least ' : (isAbout ? 'about ' : '')}${decimalSize(bytes)}`;
}

/** `12 objects, frees 4.2 GB` */
export function totalInWords(total: Total): string {
	return `${countInWords(total.count)}, frees ${bytesInWords(total)}`;
}
