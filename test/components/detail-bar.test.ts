import assert from 'node:assert/strict';
import test from 'node:test';
import {stripVTControlCharacters} from 'node:util';
import {detailBar} from '../../source/components/detail-bar.ts';
import {widthOf} from '../../source/components/fit.ts';
import type {PaintableSpan} from '../../source/components/paint.ts';
import {makeTheme} from '../../source/config/theme.ts';

const titles = ['Exit', 'Logs', 'Stats', 'Ports', 'Env', 'Mounts', 'Processes', 'Changes', 'Health', 'Inspect'];
const tabs = (active: string): readonly PaintableSpan[] => titles.flatMap(title => [{text: ' '}, {text: title, tone: title === active ? 'heading' : 'dim'} as const, {text: ' '}]);
const bar = (active: string, name: string, width: number): string => {
	const painted = stripVTControlCharacters(detailBar(tabs(active), [{text: name, tone: 'strong'}, {text: '  1-8/212 ', tone: 'dim'}], makeTheme('terminal', 1), width));
	assert.equal(widthOf(painted), width);
	return painted;
};

test('with room enough all stands as it is', () => {
	assert.match(bar('Logs', 'web', 120), /^ Exit {2}Logs .* Inspect {2,}web {2}1-8\/212 $/v);
});

test('a long name is cut in its middle before a tab is', () => {
	const long = 'a-very-long-name-'.repeat(6);
	assert.match(bar('Logs', long, 120), /^ Exit {2}Logs .* Inspect  a-very.*….*name- {2}1-8\/212 $/v);
	assert.match(bar('Logs', '日本語'.repeat(30), 120), /^ Exit .* Inspect .*日本.*…/v);
});

test('however narrow, the tab that is looked at can be read', () => {
	for (const width of [90, 80, 70, 60]) {
		for (const title of titles) {
			assert.ok(bar(title, 'a-very-long-name-'.repeat(6), width).includes(` ${title} `), `${title} in ${width} columns`);
		}
	}

	assert.match(bar('Inspect', 'unhealthy', 80), /^….* Inspect {2,}unhealthy/v);
});
