import {
	fields,
	isFields,
	items,
	labels,
	latest,
	largest,
	moment,
	number,
	secondsMoment,
	text,
	texts,
	type Fields,
} from './values.ts';

const isMissing = (value: unknown): value is undefined | null => value === undefined || value === null;
const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) <= largest;
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
const isSeconds = (value: unknown): boolean => typeof value === 'number' && value * 1000 <= latest;
const isTime = (value: unknown): boolean => isText(value) && (value === '' || !Number.isNaN(Date.parse(value)));
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(item => isMissing(item) || isText(item));
const isLabels = (value: unknown): boolean => isFields(value) && Object.values(value).every(label => isText(label));
const isObjects = (value: unknown): boolean => Array.isArray(value) && value.every(item => isFields(item));

/**
Reads the fields of one object and remembers those that it could not read; no field can make it throw. A field that is missing or null
counts as "none", except where every engine sends it. What cannot be read in an object within marks the field that it is in.
A class because a list makes some thousands of them: functions of their own would cost more than the reading.
*/
export class Reader {
	readonly #outer: Reader | undefined;
	readonly #place: string;
	#rejected: Set<string> | undefined;
	readonly fields: Fields;

	constructor(value: unknown, outer?: Reader, place = '') {
		this.fields = fields(value);
		this.#outer = outer;
		this.#place = place;
	}

	#optional(name: string, isGood: (field: unknown) => boolean): unknown {
		const field = this.fields[name];
		if (!isMissing(field) && !isGood(field)) {
			this.reject(name);
		}

		return field;
	}

	#required(name: string, isGood: (field: unknown) => boolean): unknown {
		if (isMissing(this.fields[name])) {
			this.reject(name);
		}

		return this.#optional(name, isGood);
	}

	/** A text that every engine sends. */
	text(name: string): string {
		return text(this.#required(name, isText));
	}

	/** A text that may be missing; empty then. */
	optionalText(name: string): string {
		return text(this.#optional(name, isText));
	}

	/** A number that every engine sends. */
	number(name: string): number {
		return number(this.#required(name, isNumber));
	}

	/** A number that may be missing; undefined then. */
	optionalNumber(name: string): number | undefined {
		const field = this.#optional(name, isNumber);
		return isNumber(field) ? field : undefined;
	}

	/** A number of bytes that every engine sends. */
	bytes(name: string): number {
		const field = this.number(name);
		if (field < 0) {
			this.reject(name);
		}

		return Math.max(0, field);
	}

	/** False unless it is said to be true. */
	flag(name: string): boolean | undefined {
		const field = this.#optional(name, isFlag);
		return isFlag(field) ? field : undefined;
	}

	/** Seconds since the epoch, as epoch milliseconds; 0 for what lies before it, which stands for "unknown". */
	seconds(name: string): number {
		return secondsMoment(this.#optional(name, isSeconds));
	}

	/** An ISO time as epoch milliseconds; 0 for none and for Go's zero time. */
	moment(name: string): number {
		return moment(this.#optional(name, isTime)) ?? 0;
	}

	texts(name: string): readonly string[] {
		return texts(this.#optional(name, isTexts));
	}

	labels(name: string): Readonly<Record<string, string>> {
		return labels(this.#optional(name, isLabels));
	}

	/** The objects in a list. */
	each(name: string): readonly Reader[] {
		return items(this.#optional(name, isObjects)).filter(item => isFields(item)).map(item => new Reader(item, this, name));
	}

	/** The object in a field. */
	within(name: string): Reader {
		return new Reader(this.#optional(name, isFields), this, name);
	}

	/** Notes a field that was found wanting by other means. */
	reject(name: string): void {
		this.#rejected ??= new Set();
		this.#rejected.add(name);
		this.#outer?.reject(this.#place);
	}

	/** The names of the fields that could not be read. */
	unreadable(): readonly string[] {
		return this.#rejected ? [...this.#rejected] : [];
	}
}
