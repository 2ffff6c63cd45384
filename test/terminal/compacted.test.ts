import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {Writable} from 'node:stream';
import test from 'node:test';
import {compacted} from '../../source/terminal/compacted.ts';

const openStream = () => {
	const written: string[] = [];
	const stream = new Writable({
		decodeStrings: false,
		write(chunk, _encoding, done) {
			written.push(String(chunk));
			done();
		},
	});
	const output = Object.assign(stream, {columns: 80, rows: 24}) as Partial<NodeJS.WriteStream> as NodeJS.WriteStream;
	return {written, output, screen: compacted(output)};
};

test('text is sent shorter, bytes as they are, and who waits for it is told', async () => {
	const {written, screen} = openStream();
	await new Promise<void>(resolve => {
		screen.write('\u001B[1m\u001B[22m\u001B[2mdim\u001B[22m');
		screen.write(Buffer.from('\u001B[1m\u001B[22m'), () => {
			resolve();
		});
	});
	assert.deepEqual(written, ['\u001B[2mdim\u001B[m', '\u001B[1m\u001B[22m']);
});

test('all else is the terminal itself', () => {
	const {output, screen} = openStream();
	let resized = 0;
	screen.on('resize', () => {
		resized++;
	});
	output.columns = 100;
	output.emit('resize');
	assert.deepEqual([resized, screen.columns, output.listenerCount('resize')], [1, 100, 1]);
});

test('what cannot be made shorter passes as it is, from then on', t => {
	const {written, screen} = openStream();
	const broken = t.mock.method(String.prototype, 'matchAll', () => {
		throw new Error('not today');
	});
	screen.write('\u001B[1m\u001B[22mone');
	broken.mock.restore();
	screen.write('\u001B[1m\u001B[22mtwo');
	assert.deepEqual(written, ['\u001B[m\u001B[1m\u001B[22mone', '\u001B[1m\u001B[22mtwo']);
});
