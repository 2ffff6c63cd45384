import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import assert from 'node:assert/strict';
import {createEmulator} from '../emulator.ts';
import {screenToSvg} from './svg.ts';

const draw = async (text: string): Promise<string> => {
	const {view, write} = createEmulator({columns: 20, rows: 3});
	await write(text);
	return screenToSvg(view.terminal, {title: 'a <title> & "more"'});
};

test('text keeps its place, colour and weight', async () => {
	const svg = await draw('ab \u001B[1;31mred\u001B[0m\r\n\u001B[38;5;196mx\u001B[38;2;1;2;3my');
	assert.match(svg, /<text x="14" y="62" fill="#d5dae3" textLength="16.8">ab<\/text>/v);
	assert.match(svg, /<text x="39.2" y="62" fill="#f2777a" textLength="25.2" font-weight="700">red<\/text>/v);
	assert.match(svg, /fill="#ff0000"[^>]*>x</v);
	assert.match(svg, /fill="#010203"[^>]*>y</v);
});

test('inverse swaps, dim fades, backgrounds are painted', async () => {
	const svg = await draw('\u001B[7minv\u001B[0m\u001B[2mdim\u001B[0m\u001B[44mblue');
	assert.match(svg, /fill="#d5dae3"\/><text[^>]*fill="#12151c"[^>]*>inv</v);
	assert.match(svg, /fill="#878b93"[^>]*>dim</v);
	assert.match(svg, /fill="#6fa8f5"\/><text[^>]*>blue</v);
});

test('wide characters take two cells, bars and lines are drawn without a font', async () => {
	const svg = await draw('日x▄┼');
	assert.match(svg, /x="14" [^>]*textLength="16.8">日</v);
	assert.match(svg, /x="30.8"[^>]*>x</v);
	assert.match(svg, /<rect x="39.2" y="57.5" width="8.4" height="9.5"/v);
	assert.doesNotMatch(svg, /[┼▄]/v);
});

test('the picture is one well-formed document with an escaped title', async () => {
	const svg = await draw('a < b && c > d');
	assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 196 119"/v);
	assert.match(svg, /aria-label="a &lt;title&gt; &amp; &quot;more&quot;"/v);
	assert.match(svg, />a &lt; b &amp;&amp; c &gt; d</v);
	assert.equal(svg.split('<').length, svg.split('>').length);
});

test('a program is run, keys are pressed, its picture is written', t => {
	const folder = mkdtempSync(path.join(tmpdir(), 'shipshape-picture-'));
	t.after(() => {
		rmSync(folder, {recursive: true});
	});
	const output = path.join(folder, 'deep/screen.svg');
	const make = path.join(import.meta.dirname, 'make.ts');
	execFileSync(process.execPath, ['--import=tsx', make, '--columns', '40', '--rows', '5', '--wait', 'ready', '--press', 'typed', '--wait', 'typed', '--output', output, '--', 'sh', '-c', 'echo ready; cat']);
	assert.match(readFileSync(output, 'utf8'), />ready<[\s\S]*>typed</v);
});
