import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {openTerminal} from '../terminal.ts';
import {screenToSvg} from './svg.ts';

/**
Runs a program in a terminal, presses keys, and writes what it shows as a picture.

	make.ts [--columns 120] [--rows 34] [--title TEXT] [--wait TEXT] [--press KEYS --wait TEXT]… [--output FILE] [-- COMMAND…]

The first `--wait` is for the start, each further one for what the keys before it bring. Without a command it is this program's demo engine.
*/
const {values, positionals} = parseArgs({
	allowPositionals: true,
	options: {
		columns: {type: 'string', default: '120'},
		rows: {type: 'string', default: '34'},
		title: {type: 'string', default: 'shipshape'},
		wait: {type: 'string', multiple: true, default: ['Docker']},
		press: {type: 'string', multiple: true, default: []},
		output: {type: 'string', default: 'media/screen.svg'},
	},
});

const terminal = openTerminal({
	command: positionals.length > 0 ? positionals : [process.execPath, 'dist/cli.js', '--demo'],
	columns: Number(values.columns),
	rows: Number(values.rows),
});

/** Numbers of the demo engine move: a short quiet will do, and none is no fault. */
const calm = 400;

const look = async (expected: string | undefined) => {
	if (expected !== undefined) {
		await terminal.waitFor(expected);
	}

	await terminal.settle(calm, 3 * calm).catch(() => undefined);
};

try {
	const [start, ...later] = values.wait;
	await look(start);
	for (const [position, keys] of values.press.entries()) {
		await terminal.press(keys);
		await look(later[position]);
	}

	await mkdir(path.dirname(values.output), {recursive: true});
	await writeFile(values.output, screenToSvg(terminal.terminal, {title: values.title}));
} finally {
	await terminal.close();
}
