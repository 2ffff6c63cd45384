import type {StoreApi} from 'zustand/vanilla';
import {meter} from '../../components/meter.ts';
import {Panel} from '../../components/panel.tsx';
import type {PaintableSpan} from '../../components/paint.ts';
import {useStyle} from '../../components/style.tsx';
import type {CleanUp} from '../../model/clean-up-candidates.ts';
import {bytesInWords, countInWords} from '../../model/clean-up-words.ts';
import {decimalSize} from '../../model/size.ts';
import {endedSteps, freedSoFar, isOut, type CleanUpRun, type CleanUpStep} from '../../store/clean-up-run.ts';
import {useWhole} from '../hooks.ts';
import type {OverlayKind} from './overlay.ts';

export type CleanUpProgressState = {
	readonly store: StoreApi<{readonly run?: CleanUpRun}>;
	readonly cleanUp: CleanUp;
	/** Starts nothing new, and once all has ended gives up the last measurement. */
	readonly cancel: () => void;
	readonly scroll: number;
};

const words: Readonly<Record<CleanUpStep['status'], string>> = {waiting: 'waits', running: 'removing', done: 'removed', gone: 'was gone already', left: 'left', failed: 'failed'};
const tones = {waiting: 'dim', running: 'info', done: 'good', gone: 'dim', left: 'warn', failed: 'bad'} as const;

/** `7/12 · 1.9 GB freed` */
export function progressInWords(run: CleanUpRun, cleanUp: CleanUp): string {
	return `${endedSteps(run)}/${run.steps.length} · ${bytesInWords(freedSoFar(run, cleanUp))} freed`;
}

/** What came of it, in a line or two: removed, left, expected and really freed. */
export function resultLines(run: CleanUpRun): ReadonlyArray<readonly PaintableSpan[]> {
	const removed = run.steps.filter(step => isOut(step)).length;
	const left = run.steps.length - removed;
	return [
		[{text: `removed ${countInWords(removed)}`, tone: 'good'}, ...left > 0 ? [{text: `, ${left} left${run.isCancelled ? ' (cancelled)' : ''}`, tone: 'warn'} as const] : []],
		[
			{text: `expected ${bytesInWords(run.freed)}, `},
			run.phase === 'ended'
				? (run.measured === undefined ? {text: `what was freed is not known: ${run.measureProblem ?? ''}`, tone: 'warn'} : {text: `the engine freed ${decimalSize(run.measured)}`, tone: 'strong'})
				: {text: 'measuring what the engine freed…', tone: 'info'},
		],
	];
}

/** What could not go comes first: that is what is to be read. */
function stepLines({steps}: CleanUpRun): ReadonlyArray<readonly PaintableSpan[]> {
	const rank = ({status}: CleanUpStep) => ['failed', 'left', 'running', 'gone', 'done', 'waiting'].indexOf(status);
	return steps.toSorted((first, second) => rank(first) - rank(second)).map(({candidate: {kind, name}, status, message}): readonly PaintableSpan[] => [
		{text: `  ${kind.padEnd(10)}`, tone: 'dim'},
		{text: name, tone: status === 'waiting' ? 'dim' : 'plain'},
		{text: `  ${words[status]}`, tone: tones[status]},
		{text: message === undefined || status === 'gone' ? '' : `: ${message}`, tone: tones[status]},
	]);
}

const isOver = (run: CleanUpRun | undefined): boolean => run === undefined || run.phase === 'ended';

/** A clean-up under way; then its summary, until it is put away. */
export const cleanUpProgress: OverlayKind<CleanUpProgressState> = {
	id: 'clean-up-progress',
	handle(state, press) {
		const {run} = state.store.getState();
		const scrolled = (by: number) => ({...state, scroll: Math.max(0, Math.min((run?.steps.length ?? 1) - 1, state.scroll + by))});
		switch (press.key) {
			case 'esc':
			case 'q':
			case 'enter': {
				if (isOver(run)) {
					return undefined;
				}

				if (press.key === 'esc') {
					state.cancel();
				}

				return state;
			}

			case 'j':
			case 'down': {
				return scrolled(press.count);
			}

			case 'k':
			case 'up': {
				return scrolled(-press.count);
			}

			case 'pgdn':
			case 'ctrl+d': {
				return scrolled(10);
			}

			case 'pgup':
			case 'ctrl+u': {
				return scrolled(-10);
			}

			default: {
				return state;
			}
		}
	},
	View({state, size}) {
		const {ascii} = useStyle();
		const {run} = useWhole(state.store);
		if (!run) {
			return null;
		}

		const width = Math.min(size.columns - 4, 100);
		const all = stepLines(run);
		const room = Math.max(1, Math.min(all.length, size.rows - 9));
		const scroll = Math.min(state.scroll, Math.max(0, all.length - room));
		const shown = all.slice(scroll, scroll + room);
		const isRemoving = run.phase === 'removing';
		const head: ReadonlyArray<readonly PaintableSpan[]> = isRemoving
			? [[{text: progressInWords(run, state.cleanUp), tone: 'strong'}], meter({kept: 0, spare: endedSteps(run) / Math.max(1, run.steps.length)}, Math.min(40, width - 6), ascii)]
			: (run.phase === 'measuring before' ? [[{text: `measuring before anything goes${ascii ? '...' : '…'}`, tone: 'info'}]] : resultLines(run));
		const keys = run.phase === 'ended' ? 'enter, esc close' : (isRemoving ? 'esc stops after what is under way' : 'esc does without the figure');
		return (
			<Panel
				title='clean up'
				keys={`${keys}${all.length > room ? `  ↑ ↓ scroll ${scroll + 1}-${scroll + shown.length}/${all.length}` : ''}`}
				lines={[...head, [], ...shown]}
				width={width}
				columns={size.columns}
				rows={size.rows}
			/>
		);
	},
};
