import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {tarOfProgram, tinyProgram} from '../../source/model/tiny-program.ts';

const isHere = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);

test('it runs, says what it should and ends as it should', {skip: isHere ? false : 'a Linux program of another machine'}, async context => {
	const folder = await mkdtemp(path.join(tmpdir(), 'shipshape-program-'));
	context.after(async () => rm(folder, {recursive: true, force: true}));
	const file = path.join(folder, 'program');
	for (const [says, exitCode] of [['hello\n', 7], ['two\nlines, and “more”\n', 0], ['x'.repeat(1000), 255]] as const) {
		await writeFile(file, tinyProgram(process.arch === 'x64' ? 'x86_64' : 'aarch64', {says, exitCode})!, {mode: 0o755});
		const {status, stdout} = spawnSync(file, {encoding: 'utf8'});
		assert.deepEqual([status, stdout], [exitCode, says]);
	}
});

test('for the other machine it is the same, in instructions that an assembler gives', () => {
	const bytes = tinyProgram('arm64', {says: 'hello\n', exitCode: 7})!;
	assert.equal(Buffer.from(bytes.slice(18, 20)).readUInt16LE(), 183);
	assert.equal(Buffer.from(bytes.slice(120)).toString('hex'), '200080d2e1000010c20080d2080880d2010000d4e00080d2a80b80d2010000d4' + Buffer.from('hello\n').toString('hex'));
	assert.deepEqual(tinyProgram('x86_64', {says: 'a', exitCode: 1}), tinyProgram('amd64', {says: 'a', exitCode: 1}));
	assert.equal(tinyProgram('riscv64', {says: 'a', exitCode: 1}), undefined);
});

test('tar reads the archive', {skip: process.platform === 'win32' ? 'there is no tar' : false}, () => {
	const content = tinyProgram('x86_64', {says: 'hello\n', exitCode: 7})!;
	const archive = tarOfProgram('hello', content);
	assert.equal(archive.length % 512, 0);
	assert.match(spawnSync('tar', ['-tv'], {input: archive, encoding: 'utf8'}).stdout, /^-rwxr-xr-x .* hello$/m);
	assert.deepEqual(Buffer.from(spawnSync('tar', ['-xO', 'hello'], {input: archive}).stdout), Buffer.from(content));
});
