import assert from 'node:assert/strict';
import test from 'node:test';
import fastCheck from 'fast-check';
import {createCompactor} from '../../source/terminal/compact.ts';
import {createEmulator} from '../support/emulator.ts';
import {runs} from '../support/properties.ts';

/** So wide that no line is ever full. */
const columns = 500;
const rows = 6;

test('attributes are sent where they change something, steps are counted, blanks on an erased line are skipped', () => {
	const compact = createCompactor();
	assert.equal(compact('\u001B[1m\u001B[22m\u001B[2m\u001B[22m\u001B[2mdim\u001B[22m'), '\u001B[2mdim\u001B[m');
	assert.equal(compact('\u001B[E\u001B[E\u001B[E\u001B[1Gx\u001B[E'), '\u001B[3E\u001B[1Gx\u001B[E');
	assert.equal(compact('\u001B[Ka        b'), '\u001B[Ka\u001B[8Cb');
	assert.equal(compact('a        b'), 'a        b');
	assert.equal(compact('\u001B[K\u001B[7ma        b\u001B[27m'), '\u001B[K\u001B[7ma        b\u001B[m');
	assert.equal(compact('\u001B[36mone\u001B[39m \u001B[36mtwo\u001B[39m'), '\u001B[36mone two\u001B[m');
});

test('what is not known passes as it is', () => {
	const compact = createCompactor();
	for (const piece of ['\u001B[?2026h', '\u001B]8;;http://x\u0007link\u001B]8;;\u0007', '\u001B[4:3mcurly', '\u001B[1mbold\u001B[m', '\u001B7', '\u001B']) {
		assert.equal(compact(piece), piece);
	}
});

const sgr = fastCheck.constantFrom('', '0', '1', '2', '3', '4', '7', '9', '22', '23', '24', '27', '29', '31', '36', '39', '42', '49', '95', '103', '38;5;208', '48;5;17', '38;2;1;2;3', '1;31', '22;39', '53', '4:3').map(codes => `\u001B[${codes}m`);
const moves = fastCheck.constantFrom('\u001B[E', '\u001B[K', '\u001B[1G', '\u001B[12G', '\u001B[3A', '\n', '\r\n', '\u001B[J', '\u001B[H', '\u001B[?2026h', '\u001B[?2026l', '\u001B]8;;http://x/\u0007', '\u001B]8;;\u0007');
const text = fastCheck.constantFrom('a', 'web-1', ' ', ' '.repeat(6), ' '.repeat(12), '漢字', '│', '…', 'x        y');
const frames = fastCheck.array(fastCheck.array(fastCheck.oneof({weight: 3, arbitrary: sgr}, {weight: 2, arbitrary: moves}, {weight: 3, arbitrary: text}), {maxLength: 30}).map(parts => parts.join('')), {minLength: 1, maxLength: 4});

/** What a person sees of it: a blank has no colour of its own. */
const look = async (pieces: readonly string[]) => {
	const emulator = createEmulator({columns, rows});
	for (const piece of pieces) {
		await emulator.write(piece);
	}

	const {view} = emulator;
	const cells = Array.from({length: rows}, (_line, row) => Array.from({length: columns}, (_cell, column) => {
		const {text: shown, foreground, bold, dim, italic, ...rest} = view.cell(column, row);
		const isBlank = shown.trim() === '' && !rest.inverse;
		return JSON.stringify(isBlank ? {...rest, shown: ' '} : {...rest, shown, foreground, bold, dim, italic});
	}));
	return {cells, cursor: view.cursor()};
};

test('property: the screen is the same, and so is whatever is written afterwards', async () => {
	await fastCheck.assert(fastCheck.asyncProperty(frames, async pieces => {
		const compact = createCompactor();
		const end = '\u001B[2;2Hend';
		const compacted = pieces.map(piece => compact(piece));
		assert.ok(compacted.join('').length <= pieces.join('').length);
		assert.deepEqual(await look([...compacted, end]), await look([...pieces, end]));
	}), {numRuns: runs(200)});
});
