import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {attacks} from '../support/hostile.ts';
import {hostileEngine} from '../support/hostile-engine.ts';
import {controlsOf, foreignControls, textOf} from '../support/sequences-of.ts';
import {type OpenTerminal} from '../support/terminal.ts';
import {openProgram, type ProgramOptions} from './program.ts';

/** What hides or reorders text, or is no character at all. */
const hidden = /[\p{Bidi_Control}\p{Surrogate}\u{200B}\u{2060}\u{FEFF}\u{AD}\u{3164}\u{E0000}-\u{E0FFF}]/v;

/** Nothing but what the program itself sends has reached the terminal, and the terminal is as the program wants it. */
function assertUnharmed(program: OpenTerminal): void {
	const output = program.raw();
	assert.deepEqual([...new Set(foreignControls(output))], []);
	assert.doesNotMatch(textOf(output), hidden);
	assert.equal(program.title(), '');
	assert.equal(program.clipboard(), undefined);
	assert.deepEqual(program.modes(), {...program.modes(), alternateScreen: true, cursorHidden: true, bracketedPaste: true, mouse: 'none', focusReports: false, applicationCursor: false, autoWrap: true, kitty: 0});
	// The screens were changed once, on the way in.
	assert.equal(controlsOf(output).filter(sequence => /\?(?:1049|2004)/v.test(sequence)).length, 2);
}

/** Contexts of docker's own store, named and described by attacks. */
async function hostileContexts(t: TestContext): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'shipshape-contexts-'));
	t.after(async () => rm(folder, {recursive: true, force: true}));
	for (const text of Object.values(attacks)) {
		const place = path.join(folder, 'contexts', 'meta', createHash('sha256').update(text).digest('hex'));
		await mkdir(place, {recursive: true});
		await writeFile(path.join(place, 'meta.json'), JSON.stringify({Name: text, Metadata: {Description: text}, Endpoints: {docker: {Host: `tcp://${text}`}}}));
	}

	const broken = path.join(folder, 'contexts', 'meta', 'f'.repeat(64));
	await mkdir(broken);
	await writeFile(path.join(broken, 'meta.json'), Object.values(attacks).join(''));
	return folder;
}

const open = async (t: TestContext, options: ProgramOptions = {}) => {
	const engine = await hostileEngine(t);
	const program = openProgram(t, {host: engine.address, columns: 200, rows: 60, ...options});
	await program.waitFor(/1 Containers \d+ /v);
	return program;
};

/** Presses each key and lets the screen come to rest: what is looked for is in the stream, wherever it came. */
const walk = async (program: OpenTerminal, keys: readonly string[]) => {
	for (const key of keys) {
		await program.press(key);
		await program.settle(30);
	}
};

const everyTab = ['_', '+', '+', ...Array.from({length: 11}, () => [']', 'G', 'g']).flat(), '_'];

test('nothing in a list or a detail of any pane reaches the terminal raw', async t => {
	const program = await open(t);
	for (const pane of ['1', '2', '3', '4', '5', '6']) {
		await walk(program, [pane, 'G', 'g', 'j', 'j', '<enter>', ...everyTab, '<esc>', '<esc>']);
	}

	assertUnharmed(program);
	// They were shown, and can be seen for what they are.
	const shown = textOf(program.raw());
	for (const seen of ['␛]0;pwned␇', '␛P$q', '␛[?1049l', '␛[201~rm -rf /␍', '␛]8;;https://evil.example/', '�3J�5m', '␀␁␂', '日本語']) {
		assert.ok(shown.includes(seen), seen);
	}
});

test('no name gets out of a menu, a dialog, a prompt, a filter or a result', async t => {
	const program = await open(t);
	for (const pane of ['1', '2', '3', '4', '5', '6']) {
		await walk(program, [pane, 'g', 'x', '<esc>', 'y', '<esc>', 'u', '<esc>', 'd', 'y', '<esc>', '<space>', '<space>', 'd', '<esc>', '<esc>', ':', '<esc>', '?', '<esc>', '/', 'a', '<esc>', 'R', '<enter>', '<esc>', 'P', '<esc>', '<esc>']);
	}

	await walk(program, ['1', 'S', 's', 'y', 'r', 'p', '<ctrl-k>', '<enter>', 'y', '<esc>', '!', '<esc>']);
	assertUnharmed(program);
	assert.match(textOf(program.raw()), /␛/v);
});

test('what is copied is copied by the person alone, and as harmless as it is shown', async t => {
	const program = await open(t);
	await program.press('y');
	await program.waitFor('copy from');
	await program.press('<enter>');
	await program.waitFor(/copied/v);
	const copied = program.clipboard() ?? '';
	assert.notEqual(copied, '');
	assert.doesNotMatch(copied, /\p{Control}/v);
	assert.equal(foreignControls(program.raw()).length, 1);
});

test('what the engine is called by, and a store of hostile contexts', async t => {
	const program = await open(t, {env: {DOCKER_CONFIG: await hostileContexts(t)}});
	await walk(program, ['@', '<down>', '<down>', '<end>', '<esc>', ':', 'e', '<esc>']);
	assertUnharmed(program);
	assert.match(textOf(program.raw()), /␛\]0;pwned/v);
});

test('the logs keep their colours and nothing else', async t => {
	const program = await open(t);
	await walk(program, ['l', '+', 'w', 'g', 'G', 't', '/', 'p', '<enter>', 'n', '<esc>', '<esc>']);
	assertUnharmed(program);
	assert.match(textOf(program.raw()), /pwned/v);
});
