import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {openLog} from '../../source/log/open-log.ts';

const folderOf = async (t: TestContext): Promise<string> => {
	const folder = await mkdtemp(path.join(tmpdir(), 'shipshape-log-'));
	t.after(async () => rm(folder, {recursive: true, force: true}));
	return folder;
};

test('a new file is for its owner alone, one that is there is appended to', async t => {
	const file = path.join(await folderOf(t), 'log');
	const log = openLog(file, 'info', '1.2.3');
	log.write('info', 'first');
	log.write('debug', 'not wanted');
	log.request({method: 'GET', path: '/', milliseconds: 1, status: 200});
	await log.drain();
	const {mode} = await stat(file);
	assert.equal(mode % 0o1000, 0o600);
	const again = openLog(file, 'error', '1.2.3');
	again.write('info', 'not wanted');
	again.write('error', 'second');
	await again.end(3);
	const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
	assert.match(lines[0] ?? '', /^\S+Z info  start, shipshape 1\.2\.3, Node \d/v);
	assert.deepEqual(lines.slice(1).map(line => line.replace(/^\S+ /v, '')), ['info  first', 'error second']);
});

test('the order of a flood is kept, and the end is told once', async t => {
	const file = path.join(await folderOf(t), 'log');
	const log = openLog(file, 'info', '1');
	for (let number = 0; number < 5000; number++) {
		log.write('info', `line ${number}`);
	}

	await log.end(0);
	await log.end(1);
	const text = await readFile(file, 'utf8');
	assert.deepEqual([...text.matchAll(/ line (?<number>\d+)\n/gv)].map(({groups}) => Number(groups?.['number'])), Array.from({length: 5000}, (_, index) => index));
	assert.deepEqual(text.match(/end, .*/gv), ['end, exit code 0']);
});

test('the same fault is written once, another one too, each with its stack', async t => {
	const file = path.join(await folderOf(t), 'log');
	const log = openLog(file, 'error', '1');
	for (let frame = 0; frame < 100; frame++) {
		log.fault('the list could not be drawn', new TypeError(`frame ${frame}`));
	}

	log.fault('the detail could not be drawn', new Error('PASSWORD=hunter2 is wrong'));
	log.fault('thrown', 'only words');
	await log.drain();
	const text = await readFile(file, 'utf8');
	assert.equal(text.match(/the list could not be drawn: TypeError: frame 0/gv)?.length, 1);
	assert.match(text, /the detail could not be drawn: Error: PASSWORD=\*\*\* is wrong\n\S+ error     at .*open-log\.test\.ts:\d+/v);
	assert.match(text, /thrown: only words/v);
});

test('a disk that is full costs lines and nothing else', async () => {
	const log = openLog('/dev/full', 'info', '1');
	log.write('info', 'x');
	await log.drain();
	log.write('info', 'y');
	await log.end(0);
});

test('what cannot be opened is told in a sentence', async t => {
	const folder = await folderOf(t);
	const file = path.join(folder, 'file');
	await writeFile(file, '');
	execFileSync('mkfifo', [path.join(folder, 'pipe')]);
	for (const [wrong, reason] of [
		[path.join(folder, 'no', 'log'), 'there is no such folder'],
		[path.join(file, 'log'), 'a part of the path is not a folder'],
		[folder, 'it is a folder'],
		[path.join(folder, 'pipe'), 'nobody reads from it'],
	] as const) {
		assert.throws(() => openLog(wrong, 'info', '1'), {name: 'LogFileError', message: `the log file ${wrong} cannot be opened: ${reason}`});
	}
});
