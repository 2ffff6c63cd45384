import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {bar, meter} from '../../source/components/meter.ts';

const shares = fc.double({min: 0, max: 1, noNaN: true});
const widths = fc.integer({min: 1, max: 60});

test('a bar has its width, is empty for nothing, full for all, and grows with the share', () => {
	fc.assert(fc.property(shares, shares, widths, fc.boolean(), (first, second, width, isAscii) => {
		const length = (share: number) => bar(share, width, isAscii).trimEnd().length;
		assert.equal(bar(first, width, isAscii).length, width);
		assert.ok(first > second || length(first) <= length(second));
	}));
	assert.equal(bar(0, 5, false), ' '.repeat(5));
	assert.equal(bar(1, 5, false), '█████');
	assert.equal(bar(0.5, 5, false), '██▌  ');
	assert.equal(bar(0.5, 4, true), '##  ');
});

test('what is not nothing shows a little, what is no share shows nothing', () => {
	assert.equal(bar(0.00001, 4, false), '▏   ');
	assert.equal(bar(0.00001, 4, true), '#   ');
	assert.equal(bar(Number.NaN, 2, true), '  ');
	assert.equal(bar(7, 2, true), '##');
	assert.equal(bar(-1, 2, true), '  ');
});

test('a meter has its width whatever the parts are, and shows each part that is not nothing', () => {
	fc.assert(fc.property(shares, shares, fc.integer({min: 2, max: 60}), fc.boolean(), (kept, spare, width, isAscii) => {
		const [solid, shaded, empty] = meter({kept, spare}, width, isAscii).map(({text}) => text.length) as [number, number, number];
		assert.equal(solid + shaded + empty, width);
		assert.equal(shaded > 0, spare > 0);
		assert.ok(kept + spare > 1 || kept === 0 || solid > 0 || shaded === width);
	}));
	assert.deepEqual(meter({kept: 0.5, spare: 0.25}, 8, true).map(({text}) => text), ['####', '==', '  ']);
});
