import type {Tone} from '../config/theme.ts';
import type {PaintableSpan} from './paint.ts';
import {widthOf} from './fit.ts';
import {hangText} from './wrap-text.ts';

type JsonLine = readonly PaintableSpan[];

/**
A JSON value as lines, indented by two spaces: keys, strings, numbers and words in tones of their own. A string that is longer than
`width` columns goes on below. What JSON does not know (undefined, functions) is `null`. For values without cycles, nested at most a few
thousand levels.
*/
export function jsonLines(value: unknown, {width = Infinity}: {readonly width?: number} = {}): readonly JsonLine[] {
	const lines: JsonLine[] = [];
	write(value, {
		depth: 0, key: [], tail: '', width, lines,
	});
	return lines;
}

type Place = {
	readonly depth: number;
	/** The spans before the value, empty in an array. */
	readonly key: JsonLine;
	readonly tail: '' | ',';
	readonly width: number;
	readonly lines: JsonLine[];
};

function write(value: unknown, place: Place): void {
	if (Array.isArray(value)) {
		writeMany(value.map(item => ({key: [], value: item as unknown})), ['[', ']'], place);
	} else if (typeof value === 'object' && value !== null) {
		const members = Object.entries(value).map(([name, member]) => ({key: [{text: JSON.stringify(name), tone: 'key'}, {text: ': ', tone: 'dim'}] as const, value: member as unknown}));
		writeMany(members, ['{', '}'], place);
	} else {
		writeScalar(value, place);
	}
}

function writeMany(members: ReadonlyArray<{readonly key: JsonLine; readonly value: unknown}>, [open, close]: readonly [string, string], place: Place): void {
	const {depth, key, tail, lines} = place;
	if (members.length === 0) {
		lines.push([...indentation(depth), ...key, {text: open + close + tail, tone: 'dim'}]);
		return;
	}

	lines.push([...indentation(depth), ...key, {text: open, tone: 'dim'}]);
	for (const [index, member] of members.entries()) {
		write(member.value, {
			...place, depth: depth + 1, key: member.key, tail: index === members.length - 1 ? '' : ',',
		});
	}

	lines.push([...indentation(depth), {text: close + tail, tone: 'dim'}]);
}

function writeScalar(value: unknown, {depth, key, tail, width, lines}: Place): void {
	const before = [...indentation(depth), ...key];
	const {text, tone} = scalar(value);
	const after: JsonLine = tail === '' ? [] : [{text: tail, tone: 'dim'}];
	const head = before.reduce((sum, span) => sum + widthOf(span.text), 0);
	const pieces = hangText(text, {head, indent: Math.min((depth + 1) * 2, Math.floor(width / 2)), width: width - tail.length});
	for (const [index, piece] of pieces.entries()) {
		lines.push([...(index === 0 ? before : []), {text: piece, tone}, ...(index === pieces.length - 1 ? after : [])]);
	}
}

const tones: Readonly<Record<string, Tone>> = {string: 'good', number: 'info', boolean: 'warn'};

function scalar(value: unknown): {readonly text: string; readonly tone: Tone} {
	const tone = tones[typeof value];
	return tone === undefined ? {text: 'null', tone: 'dim'} : {text: JSON.stringify(value), tone};
}

function indentation(depth: number): JsonLine {
	return depth === 0 ? [] : [{text: ' '.repeat(depth * 2)}];
}
