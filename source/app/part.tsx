import {Box} from 'ink';
import {useEffect, type ReactElement, type ReactNode} from 'react';
import {ErrorBoundary} from '../components/error-boundary.tsx';
import {Lines} from '../components/lines.tsx';
import {fill, paintLine} from '../components/paint.ts';
import {useStyle} from '../components/style.tsx';
import {wrapText} from '../components/wrap-text.ts';
import {neutralise} from '../terminal/neutralise.ts';
import type {Area, Size} from './layout.ts';
import {useApplication} from './use-application.ts';

export type PartProps = {
	/** As the log file calls it: `the list`. */
	readonly name: string;
	/** Everything that parts draw from. */
	readonly about: readonly unknown[];
	/** Where it stands; absent while it stands nowhere. */
	readonly area: Area | undefined;
	/** `flow`: one line below the other. `placed`: at its area. `over`: at its area, over what is drawn there. */
	readonly stands: 'flow' | 'placed' | 'over';
	/** Called while it cannot be drawn; gives what undoes it. */
	readonly whileBroken?: () => () => void;
	readonly children: ReactNode;
};

const longest = 500;

/** A part of the screen that takes nothing else along when it cannot be drawn: a line says so in its place until there is something new to draw. */
export function Part({name, about, area, stands, whileBroken, children}: PartProps): ReactElement {
	const {surroundings} = useApplication();
	return (
		<ErrorBoundary
			about={about}
			instead={error => <BrokenPart words={error.message || error.name} area={area} stands={stands} whileBroken={whileBroken}/>}
			onFailure={error => {
				surroundings.log?.fault(`${name} could not be drawn`, error);
			}}
		>
			{children}
		</ErrorBoundary>
	);
}

function BrokenPart({words, area, stands, whileBroken}: Pick<PartProps, 'area' | 'stands' | 'whileBroken'> & {readonly words: string}): ReactElement | null {
	const {theme, ellipsis} = useStyle();
	useEffect(() => whileBroken?.(), [whileBroken]);
	if (!area) {
		return null;
	}

	const {left, top, width, height} = area;
	const text = ` this part could not be drawn: ${neutralise(words, {limit: longest})}`;
	const wrapped = height > 1 ? wrapText(text, width) : [text];
	const told = stands === 'over' ? ['', ...wrapped.slice(0, height - 3), ' esc closes it', ''] : wrapped;
	const lines = told.map(line => paintLine([{text: line, tone: 'bad'}], theme, width, ellipsis));
	return stands === 'flow'
		? <Lines lines={lines} width={width} height={height}/>
		: <Box position='absolute' left={left} top={top}><Lines lines={stands === 'over' ? lines.map(line => fill(line, width)) : lines} width={width} height={Math.min(height, stands === 'over' ? lines.length : height)}/></Box>;
}

/** One line of the screen. */
export function lineArea(top: number, width: number): Area {
	return {left: 0, top, width, height: 1};
}

/** The middle of the screen, where an overlay that cannot be drawn says so. */
export function middleArea({columns, rows}: Size): Area {
	const width = Math.max(1, Math.min(columns - 4, 80));
	const height = Math.max(1, Math.min(rows - 4, 8));
	return {left: Math.floor((columns - width) / 2), top: Math.floor((rows - height) / 2), width, height};
}
