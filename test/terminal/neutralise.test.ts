import assert from 'node:assert/strict';
import test from 'node:test';
import fastCheck from 'fast-check';
import {neutralise} from '../../source/terminal/neutralise.ts';
import {neutraliseDeep} from '../../source/terminal/neutralise-deep.ts';
import {runs} from '../support/properties.ts';

const escape = '\u{1B}';

/** Texts that are likely to hold what an attacker would send, beside ordinary and broken ones. */
const hostile = fastCheck.array(fastCheck.oneof(
	fastCheck.constantFrom(escape, `${escape}[2J`, `${escape}]52;c;AAAA\u{7}`, `${escape}P1$r\u{9C}`, '\u{9B}31m', '\r\n', '\n', '\r', '\t', '\0', '\u{7F}', '\u{85}', '\u{2028}', '\u{202E}', '\u{200B}', '\u{200D}', '\u{FE0F}', '\u{FEFF}', '\u{E0041}', '\u{3164}', '👩', '🚀', '🏽', '❤', '1', 'e\u{301}', '\u{301}', '\u{D83D}', '\u{DE80}'),
	fastCheck.string({unit: 'binary'}),
	fastCheck.string({unit: 'grapheme'}),
), {maxLength: 40}).map(parts => parts.join(''));

/** What a terminal must never be sent, told independently of the code's own expression: by code. */
const isDangerous = (code: number, isMultiline: boolean): boolean => {
	if (isMultiline && (code === 0x0A || code === 0x09)) {
		return false;
	}

	return code < 0x20
		|| (code >= 0x7F && code < 0xA0)
		|| (code >= 0xD8_00 && code < 0xE0_00)
		|| [0xAD, 0x06_1C, 0x18_0E, 0xFE_FF, 0x20_0B, 0x20_0C, 0x20_0E, 0x20_0F].includes(code)
		|| (code >= 0x20_28 && code <= 0x20_2E)
		|| (code >= 0x20_60 && code <= 0x20_6F)
		|| (code >= 0xE_00_00 && code < 0xE_10_00);
};

const dangers = (text: string, isMultiline: boolean): readonly number[] => Array.from(text, character => character.codePointAt(0) ?? 0).filter(code => isDangerous(code, isMultiline));

test('whatever comes in, nothing that a terminal obeys or hides comes out', () => {
	fastCheck.assert(fastCheck.property(hostile, text => {
		assert.deepEqual(dangers(neutralise(text), false), []);
		assert.deepEqual(dangers(neutralise(text, {multiline: true}), true), []);
	}), {numRuns: runs(2000)});
});

test('doing it twice changes nothing', () => {
	fastCheck.assert(fastCheck.property(hostile, fastCheck.boolean(), (text, multiline) => {
		const once = neutralise(text, {multiline});
		assert.equal(neutralise(once, {multiline}), once);
	}), {numRuns: runs(2000)});
});

test('a text is never longer than its limit, and never ends in half a character', () => {
	fastCheck.assert(fastCheck.property(hostile, fastCheck.integer({min: 1, max: 20}), (text, limit) => {
		const short = neutralise(text, {limit});
		assert.ok(short.length <= limit);
		assert.ok(short.isWellFormed());
	}));
	assert.equal(neutralise('abcdef', {limit: 4}), 'abc…');
	assert.equal(neutralise('ab🚀def', {limit: 4}), 'ab…');
	assert.equal(neutralise('x'.repeat(1_000_000)).length, 10_000);
	assert.equal(neutralise('x'.repeat(1_000_000), {multiline: true}).length, 200_000);
});

test('printable ASCII and ordinary text stay as they are', () => {
	fastCheck.assert(fastCheck.property(fastCheck.string({unit: 'grapheme-ascii'}), text => {
		assert.equal(neutralise(text), text);
	}));
	for (const text of ['nginx:1.27-alpine', 'naïve café', 'Привет', '日本語', 'עברית', 'العربية', 'हिन्दी', '→ ✓ █']) {
		assert.equal(neutralise(text), text);
	}
});

test('an escape sequence is shown and not obeyed', () => {
	assert.equal(neutralise(`${escape}]0;owned\u{7}web`), '␛]0;owned␇web');
	assert.equal(neutralise(`${escape}[2Jweb`), '␛[2Jweb');
	assert.equal(neutralise('a\u{9B}31mb'), 'a�31mb');
	assert.equal(neutralise('a\u{8}\u{7F}b'), 'a␈␡b');
});

test('line breaks become visible in one line and stay in several', () => {
	assert.equal(neutralise('one\ntwo\r\nthree\tfour\u{2028}five\rsix'), 'one⏎two⏎three four⏎five␍six');
	assert.equal(neutralise('one\ntwo\r\nthree\tfour\u{2029}five\rsix', {multiline: true}), 'one\ntwo\nthree\tfour\nfive␍six');
});

test('what reorders or hides text is marked, so that two names never look the same', () => {
	assert.equal(neutralise('we\u{202E}bdg'), 'we�bdg');
	assert.equal(neutralise('we\u{200B}b'), 'we�b');
	assert.equal(neutralise('\u{FEFF}web'), '�web');
	assert.equal(neutralise('w\u{3164}b'), 'w�b');
	assert.equal(neutralise('\u{D83D}x'), '�x');
});

test('emoji stay whole; a joiner anywhere else does not', () => {
	for (const emoji of ['👩🏽‍🚀', '👨‍👩‍👧‍👦', '❤️‍🔥', '🏳️‍🌈', '☎️', '1️⃣']) {
		assert.equal(neutralise(emoji), emoji);
	}

	assert.equal(neutralise('a\u{200D}b'), 'a�b');
	assert.equal(neutralise('👩\u{200D}b'), '👩�b');
	assert.equal(neutralise('a\u{FE0F}'), 'a�');
	assert.equal(neutralise('☎\u{FE0F}\u{FE0F}'), '☎\u{FE0F}�');
});

test('combining marks pile up no higher than eight', () => {
	assert.equal(neutralise(`e${'\u{301}'.repeat(50)}x`), `e${'\u{301}'.repeat(8)}x`);
	assert.equal(neutralise('e\u{301}\u{323}'), 'e\u{301}\u{323}');
});

test('a whole answer is made harmless: keys, strings, arrays; the rest stays', () => {
	const raw = {
		[`k${escape}`]: [`v${escape}[0m`, 1, true, null, undefined, {inner: 'two\nlines'}],
	};
	assert.deepEqual(neutraliseDeep(raw), {'k␛': ['v␛[0m', 1, true, null, undefined, {inner: 'two\nlines'}]});
});

test('a key that means something to JavaScript stays a key', () => {
	const copy = neutraliseDeep(JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}'));
	assert.deepEqual(Object.keys(copy as Record<string, unknown>), ['__proto__', 'constructor']);
	assert.equal(Object.getPrototypeOf(copy), Object.prototype);
	assert.equal(({} as {polluted?: boolean}).polluted, undefined);
});

test('neither depth nor size of an answer exhausts anything', () => {
	const deep: unknown = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
	assert.match(JSON.stringify(neutraliseDeep(deep)), /^\[+"…"\]+$/v);

	const wide = Array.from({length: 300_000}, () => ({}));
	const copy = neutraliseDeep(wide) as readonly unknown[];
	assert.equal(copy.at(-1), '…');
});

test('arbitrary JSON never throws, and no string in it stays dangerous', () => {
	fastCheck.assert(fastCheck.property(fastCheck.jsonValue({stringUnit: 'binary'}), value => {
		const visit = (part: unknown): void => {
			if (typeof part === 'string') {
				assert.deepEqual(dangers(part, true), []);
			} else if (typeof part === 'object' && part !== null) {
				for (const [key, item] of Object.entries(part)) {
					assert.deepEqual(dangers(key, false), []);
					visit(item);
				}
			}
		};

		visit(neutraliseDeep(value));
	}));
});
