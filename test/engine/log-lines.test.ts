import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {createDemultiplexer} from '../../source/engine/demultiplex.ts';
import {createLineAssembler, lineLimit} from '../../source/engine/log-lines.ts';
import type {LogLine} from '../../source/model/log-line.ts';
import {colourless} from '../support/colourless.ts';

const stamp = (second: number) => `2026-11-21T10:00:${String(second).padStart(2, '0')}.000000007Z `;
const first = Date.UTC(2026, 10, 21, 10) / 1000;

function frame(stream: number, text: string | Uint8Array): Buffer {
	const payload = Buffer.from(text);
	const head = Buffer.alloc(8);
	head[0] = stream;
	head.writeUInt32BE(payload.length, 4);
	return Buffer.concat([head, payload]);
}

/** Reads frames (or a terminal's raw stream) that come in these chunks. */
function read(chunks: readonly Uint8Array[], isRaw = false): readonly LogLine[] {
	const lines: LogLine[] = [];
	const add = (line: LogLine) => {
		lines.push(line);
	};

	const streams = {stdout: createLineAssembler('stdout', isRaw, add), stderr: createLineAssembler('stderr', isRaw, add)};
	const take = isRaw ? (chunk: Uint8Array) => {
		streams.stdout.take(chunk, false, false);
	} : createDemultiplexer((name, bytes, isStart, isEnd) => {
		streams[name].take(bytes, isStart, isEnd);
	});
	for (const chunk of chunks) {
		take(chunk);
	}

	streams.stdout.end();
	streams.stderr.end();
	return lines;
}

function cutAt(bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] {
	const places = [0, ...cuts.map(cut => cut % (bytes.length + 1)).toSorted((one, other) => one - other), bytes.length];
	return places.slice(1).map((place, index) => bytes.subarray(places[index], place));
}

const told = (lines: readonly LogLine[]) => lines.map(({text, stream, seconds, nanoseconds}) => `${stream} ${seconds - first}.${nanoseconds} ${text}`);

test('frames are read alike wherever they are cut', () => {
	const bytes = Buffer.concat([frame(1, `${stamp(1)}größer 日本\n`), frame(2, `${stamp(2)}oops\n`), frame(1, `${stamp(3)}\n`), frame(1, `${stamp(4)}no end`)]);
	const expected = ['stdout 1.7 größer 日本', 'stderr 2.7 oops', 'stdout 3.7 ', 'stdout 4.7 no end'];
	assert.deepEqual(told(read([bytes])), expected);
	fc.assert(fc.property(fc.array(fc.nat(1000), {maxLength: 40}), cuts => {
		assert.deepEqual(told(read(cutAt(bytes, cuts))), expected);
	}));
	assert.deepEqual(told(read(cutAt(bytes, Array.from(bytes, (_, index) => index)))), expected);
});

test('a terminal\'s stream is read alike wherever it is cut', () => {
	const bytes = Buffer.from(`${stamp(1)}one\r\n${stamp(2)}\r\n${stamp(3)}zwei ü\r\n`);
	const expected = ['stdout 1.7 one', 'stdout 2.7 ', 'stdout 3.7 zwei ü'];
	fc.assert(fc.property(fc.array(fc.nat(1000), {maxLength: 40}), cuts => {
		assert.deepEqual(told(read(cutAt(bytes, cuts), true)), expected);
	}));
});

test('pieces of a long line are joined, and the stamps within it taken off', () => {
	const piece = 'x'.repeat(16 * 1024);
	const framed = [frame(1, stamp(1) + piece), frame(2, `${stamp(1)}between\n`), frame(1, `${stamp(2)}${piece}`), frame(1, `${stamp(3)}end\n`)];
	assert.deepEqual(told(read(framed)), ['stderr 1.7 between', `stdout 1.7 ${piece}${piece}end`]);
	const raw = Buffer.from(`${stamp(1)}${piece}${stamp(2)}${piece}${stamp(3)}end\r\n${stamp(4)}next\r\n`);
	const expected = [`stdout 1.7 ${piece}${piece}end`, 'stdout 4.7 next'];
	assert.deepEqual(told(read([raw], true)), expected);
	assert.deepEqual(told(read(cutAt(raw, [16_390, 16_420, 16_421, 32_830, 32_845]), true)), expected);
});

test('a character cut between two pieces is whole again', () => {
	const text = Buffer.from(`${'x'.repeat((16 * 1024) - 1)}é\n`);
	const lines = read([frame(1, Buffer.concat([Buffer.from(stamp(1)), text.subarray(0, 16 * 1024)])), frame(1, Buffer.concat([Buffer.from(stamp(2)), text.subarray(16 * 1024)]))]);
	assert.equal(lines[0]?.text.endsWith('xé'), true);
});

test('a line is cut at 64 kB, and it is known how much went', () => {
	const frames = Array.from({length: 512}, () => frame(1, stamp(1) + 'y'.repeat(16 * 1024)));
	const [line, ...more] = read([...frames, frame(1, `${stamp(2)}\n`)]);
	assert.equal(line?.text.length, lineLimit);
	assert.equal(line?.lost, (512 * 16 * 1024) - lineLimit);
	assert.deepEqual(more, []);
});

test('bytes that are no UTF-8 are marked, control sequences never come through', () => {
	const [line] = read([frame(1, Buffer.concat([Buffer.from(stamp(1)), Buffer.from([0x61, 0xFF, 0xFE, 0x62, 0x00]), Buffer.from('\u{1B}]0;evil\u{7}\u{1B}[2J\u{1B}[31mred\n')]))]);
	assert.equal(line?.text, 'a\u{FFFD}\u{FFFD}b\u{2400}\u{241B}]0;evil\u{2407}\u{1B}[31mred');
});

test('times of whole seconds and with an offset are read', () => {
	const lines = read([frame(1, '2026-11-21T10:00:05Z plain\n'), frame(1, '2026-11-21T11:00:06+01:00 offset\n'), frame(1, 'no time at all\n'), frame(1, '2026-11-21T10:00:07.25Z short\n')]);
	assert.deepEqual(told(lines), ['stdout 5.0 plain', 'stdout 6.0 offset', `stdout ${-first}.0 no time at all`, 'stdout 7.250000000 short']);
});

test('whatever bytes come, nothing is thrown and no escape but a colour is let through', () => {
	fc.assert(fc.property(fc.array(fc.uint8Array({maxLength: 80}), {maxLength: 8}), fc.boolean(), (chunks, isRaw) => {
		for (const {text} of read(chunks, isRaw)) {
			assert.doesNotMatch(colourless(text), /\p{Control}/u);
		}
	}));
});
