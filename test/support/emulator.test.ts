import {Buffer} from 'node:buffer';
import test from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import assert from 'node:assert/strict';
import {createEmulator} from './emulator.ts';
import {untouchedModes} from './terminal-modes.ts';

test('shows lines, wide characters, cells and the cursor', async () => {
	const {view, write} = createEmulator({columns: 20, rows: 3});
	await write('日本 ok   \r\n\u{1B}[1;7;31mred\u{1B}[0m \u{1B}[2;38;2;1;2;3;48;5;200mx\u{1B}[0m');
	assert.deepEqual(view.screen(), ['日本 ok', 'red x', '']);
	assert.equal(view.line(-2), 'red x');
	assert.deepEqual(view.cursor(), {column: 5, row: 1});
	assert.equal(view.cell(0, 0).width, 2);
	assert.equal(view.cell(1, 0).text, '');
	assert.deepEqual(view.cell(0, 1), {
		text: 'r', width: 1, foreground: 1, background: 'default', bold: true, dim: false, italic: false, underline: false, inverse: true, strikethrough: false,
	});
	const painted = view.cell(4, 1);
	assert.deepEqual([painted.foreground, painted.background, painted.dim], ['#010203', 200, true]);
	assert.throws(() => view.cell(20, 0), RangeError);
});

test('counts bytes, keeps what was written, knows clipboard and title', async () => {
	const {view, write} = createEmulator();
	await write('é\u{1B}]52;c;aGVsbG8=\u{7}\u{1B}]0;a title\u{7}');
	assert.equal(view.bytes(), Buffer.byteLength(view.raw()));
	assert.equal(view.clipboard(), 'hello');
	assert.equal(view.title(), 'a title');
});

test('follows the modes and sees them put back', async () => {
	const replies: string[] = [];
	const {view, write} = createEmulator({
		kitty: true,
		onReply(data) {
			replies.push(data);
		},
	});
	assert.deepEqual(view.modes(), untouchedModes);
	await write('\u{1B}[?1049;25h\u{1B}[?25l\u{1B}[?1002;1006h\u{1B}[?1004h\u{1B}[?2004h\u{1B}[?1h\u{1B}[?7l\u{1B}[>1u\u{1B}[?u\u{1B}[6n');
	assert.deepEqual(view.modes(), {
		...untouchedModes, alternateScreen: true, cursorHidden: true, bracketedPaste: true, mouse: 'drag', mouseSgr: true, focusReports: true, applicationCursor: true, autoWrap: false, kitty: 1,
	});
	assert.deepEqual(replies, ['\u{1B}[?1u', '\u{1B}[1;1R']);
	await write('\u{1B}[<u\u{1B}[?7h\u{1B}[?1l\u{1B}[?2004l\u{1B}[?1004l\u{1B}[?1002;1006l\u{1B}[?25h\u{1B}[?1049l');
	assert.deepEqual(view.modes(), untouchedModes);
});

test('the kitty stack is one per screen and only kept when spoken', async () => {
	const spoken = createEmulator({kitty: true});
	await spoken.write('\u{1B}[>1u\u{1B}[?1049h');
	assert.equal(spoken.view.modes().kitty, 0);
	await spoken.write('\u{1B}[?1049l');
	assert.equal(spoken.view.modes().kitty, 1);
	const unspoken = createEmulator();
	await unspoken.write('\u{1B}[>1u');
	assert.equal(unspoken.view.modes().kitty, 0);
});

test('waits for text, patterns and questions, and looks only at whole frames', async () => {
	const {view, write} = createEmulator({columns: 20, rows: 2});
	const seen: string[] = [];
	const waits = Promise.all([
		view.waitFor('done'),
		view.waitFor(/^d.ne$/mv),
		view.waitFor(lines => {
			seen.push(lines[0] ?? '');
			return lines[0] === 'done';
		}),
	]);
	await write('\u{1B}[?2026hhalf');
	await write('\rdone\u{1B}[?2026l');
	const [lines] = await waits;
	assert.deepEqual(lines, ['done', '']);
	assert.deepEqual(seen, ['', 'done']);
});

test('who waits in vain is shown the screen', async () => {
	const {view, write, end} = createEmulator({columns: 20, rows: 2});
	await write('only this');
	await assert.rejects(view.waitFor('other', 10), /Not there after 10 ms while waiting for "other"[\s\S]*0 │only this/v);
	const waiting = view.waitFor(/other/v);
	end('The program ended (exit code 1)');
	await assert.rejects(waiting, /exit code 1[\s\S]*only this/v);
	await assert.rejects(view.waitFor(() => {
		throw new Error('a broken question');
	}), /a broken question/v);
});

test('settles when writing stops', async () => {
	const {view, write} = createEmulator();
	const writing = (async () => {
		await Array.fromAsync('abc', async letter => {
			await delay(5);
			await write(letter);
			return letter;
		});
	})();
	await view.settle(200);
	assert.equal(view.line(0), 'abc');
	await writing;
});
