import {Box} from 'ink';
import type {ReactElement} from 'react';
import {Lines} from '../components/lines.tsx';
import {paintLine} from '../components/paint.ts';
import {useStyle} from '../components/style.tsx';
import {EngineError} from '../model/engine-error.ts';
import {line, type Line} from '../panes/pane.ts';
import type {Live} from '../store/live.ts';
import type {Area} from './layout.ts';

function wrap(text: string, width: number): readonly string[] {
	const lines: string[] = [];
	let current = '';
	for (const word of text.split(' ')) {
		if (current !== '' && current.length + word.length + 1 > width) {
			lines.push(current);
			current = word;
		} else {
			current = current === '' ? word : `${current} ${word}`;
		}
	}

	return [...lines, current];
}

/** What is told when no engine was ever reached: which one, by which rule, why, and what to try. */
export function connectionLines({endpoint, connection}: Live, width: number): readonly Line[] {
	if (connection.status !== 'failed') {
		return [];
	}

	const {error} = connection;
	const hint = error instanceof EngineError ? error.context.hint : undefined;
	return [
		line(''),
		line('No engine', 'bad'),
		line(''),
		...wrap(error.message, width).map(text => line(text, 'strong')),
		line(''),
		...endpoint ? [[{text: 'endpoint   ', tone: 'dim'}, {text: endpoint.url}], [{text: 'chosen by  ', tone: 'dim'}, {text: endpoint.chosenBy}], [{text: ''}]] as const : [],
		...hint ? [...wrap(hint, width).map(text => line(text)), line('')] : [],
	];
}

const keyLines: readonly Line[] = [
	[{text: 'ctrl+r', tone: 'key'}, {text: '  try again'}, {text: '  (it is tried by itself too, ever more slowly)', tone: 'dim'}],
	[{text: '@', tone: 'key'}, {text: '       other engines and contexts'}],
	[{text: 'd', tone: 'key'}, {text: '       look around with the demo engine: simulated data, nothing is touched'}],
	[{text: 'q', tone: 'key'}, {text: '       quit'}],
];

/** The screen that says so when no engine could be reached. */
export function ConnectionScreen({live, area}: {readonly live: Live; readonly area: Area}): ReactElement {
	const {theme, ellipsis} = useStyle();
	// What can be done about it is never pushed off the screen by what is wrong.
	const words = connectionLines(live, area.width - 6).slice(0, Math.max(1, area.height - keyLines.length));
	const lines = [...words, ...keyLines].map(spans => paintLine([{text: ' '.repeat(3)}, ...spans], theme, area.width, ellipsis));
	return <Box position='absolute' left={area.left} top={area.top}><Lines lines={lines} width={area.width} height={area.height}/></Box>;
}
