import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {createLeaveWatch} from '../../source/terminal/leave-keys.ts';

const [controlP, controlQ] = ['\u0010', '\u0011'];

/** What passes of these chunks, and whether they leave. */
const pass = (chunks: readonly string[], holds = false) => {
	const watch = createLeaveWatch(holds);
	let passed = '';
	for (const chunk of chunks) {
		const typed = watch(chunk);
		passed += typed.passed;
		if (typed.leaves) {
			return {passed, leaves: true};
		}
	}

	return {passed, leaves: false};
};

test('ctrl+p ctrl+q leaves, in one chunk or two; what comes after is nobody\'s', () => {
	assert.deepEqual(pass([`ab${controlP}${controlQ}c`]), {passed: `ab${controlP}`, leaves: true});
	assert.deepEqual(pass([`ab${controlP}`, `${controlQ}c`]), {passed: `ab${controlP}`, leaves: true});
	assert.deepEqual(pass([`ab${controlP}`, `${controlQ}c`], true), {passed: 'ab', leaves: true});
	assert.deepEqual(pass([controlP, controlP, controlQ], true), {passed: controlP, leaves: true});
});

test('each alone, or with a key between, is a key', () => {
	for (const text of [controlP, controlQ, `${controlQ}${controlP}`, `${controlP}x${controlQ}`]) {
		assert.deepEqual(pass([...text, 'y']), {passed: `${text}y`, leaves: false});
		assert.deepEqual(pass([...text, 'y'], true), {passed: `${text}y`, leaves: false});
	}
});

test('other encodings of the two, as programs inside may ask for', () => {
	assert.equal(pass(['\u001B[112;5u', '\u001B[113;5u']).leaves, true);
	assert.equal(pass(['\u001B[112;5:1u', '\u001B[112;5:3u', '\u001B[113;5:1u']).leaves, true);
	assert.equal(pass(['\u001B[27;5;112~\u001B[27;5;113~']).leaves, true);
	assert.equal(pass(['\u001B[112;6u', '\u001B[113;5u']).leaves, false);
});

test('however it is cut, nothing is lost or doubled before the two come together', () => {
	fc.assert(fc.property(fc.array(fc.constantFrom('a', controlP, controlQ, 'ü'), {maxLength: 20}), fc.boolean(), fc.infiniteStream(fc.boolean()), (keys, holds, cuts) => {
		const chunks: string[] = [''];
		for (const key of keys) {
			if (cuts.next().value) {
				chunks.push('');
			}

			chunks[chunks.length - 1] += key;
		}

		const text = keys.join('');
		const end = text.indexOf(`${controlP}${controlQ}`);
		const {passed, leaves} = pass([...chunks, 'end'], holds);
		assert.equal(leaves, end !== -1);
		assert.equal(passed, end === -1 ? `${text}end` : text.slice(0, end + (holds ? 0 : 1)));
	}));
});
