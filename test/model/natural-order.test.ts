import assert from 'node:assert/strict';
import test from 'node:test';
import fastCheck from 'fast-check';
import {compareNatural} from '../../source/model/natural-order.ts';
import {runs} from '../support/properties.ts';

const collator = new Intl.Collator('en', {numeric: true, sensitivity: 'base'});
const ascii = fastCheck.string({unit: fastCheck.integer({min: 0x20, max: 0x7E}).map(code => String.fromCodePoint(code)), maxLength: 12});
const likely = fastCheck.string({unit: fastCheck.constantFrom('a', 'A', 'b', '-', '_', '.', '0', '1', '2', '9', '/', ':'), maxLength: 8});
const any = fastCheck.oneof(ascii, likely, fastCheck.string({unit: 'grapheme', maxLength: 6}));

test('numbers in names count, case does not', () => {
	assert.deepEqual(['web-10', 'Web-2', 'web-1', 'api'].toSorted((a, b) => compareNatural(a, b)), ['api', 'web-1', 'Web-2', 'web-10']);
	assert.equal(compareNatural('web-02', 'WEB-2'), 0);
	assert.equal(Math.sign(compareNatural('9'.repeat(300), '1'.repeat(300))), Math.sign(collator.compare('9'.repeat(300), '1'.repeat(300))));
});

test('property: the order is that of a collator', () => {
	fastCheck.assert(fastCheck.property(fastCheck.oneof(fastCheck.tuple(likely, likely), fastCheck.tuple(any, any)), ([first, second]) => {
		assert.equal(Math.sign(compareNatural(first, second)), Math.sign(collator.compare(first, second)));
	}), {numRuns: runs(3000)});
});
