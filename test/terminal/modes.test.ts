import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import test from 'node:test';
import {createScreenWatch, restoreModes} from '../../source/terminal/modes.ts';
import {createEmulator} from '../support/emulator.ts';
import {untouchedModes} from '../support/terminal-modes.ts';

test('the alternate screen is noticed however its sequence is cut', () => {
	const sequence = 'text\u001B[?25;1049hmore';
	for (let cut = 0; cut <= sequence.length; cut++) {
		const watch = createScreenWatch();
		watch.see(Buffer.from(sequence.slice(0, cut)));
		watch.see(Buffer.from(sequence.slice(cut)));
		assert.equal(watch.isAlternate(), true, `cut at ${cut}`);
		watch.see(Buffer.from('\u001B[?47l'));
		assert.equal(watch.isAlternate(), false);
	}
});

test('a reset leaves it, and what only looks alike does not enter it', () => {
	const watch = createScreenWatch();
	watch.see(Buffer.from('\u001B[?1047h\u001Bc'));
	assert.equal(watch.isAlternate(), false);
	watch.see(Buffer.from('\u001B[?104h[?1049h\u001B[1049h'));
	assert.equal(watch.isAlternate(), false);
});

test('everything that a program can leave on is undone, in the place where the cursor was', async () => {
	for (const isAlternate of [false, true]) {
		const {view, write} = createEmulator({columns: 40, rows: 10, kitty: true});
		await write('one\r\ntwo\r\n');
		await write(`${isAlternate ? '\u001B[?1049h' : ''}\u001B[?1;1003;1006;1004;2004;2026h\u001B[?25;7l\u001B[3;5r\u001B[3;1H\u001B[31;1m\u001B[4h\u001B(0\u001B[>1u\u001B]8;;http://x\u001B\\\u001B]2;unfin`);
		await write(restoreModes(isAlternate));
		assert.deepEqual(view.modes(), untouchedModes);
		await write('qx');
		assert.deepEqual(view.screen().slice(0, 2), ['one', 'two']);
		assert.ok(view.screen().includes('qx'), 'letters are letters again');
		assert.equal(view.cell(0, view.cursor().row).foreground, view.cell(39, 9).foreground);
		// The margins are gone: the last line can be written.
		await write('\u001B[10;1Hlast');
		assert.equal(view.line(9), 'last');
	}
});
