import {Panel} from '../../components/panel.tsx';
import type {PaintableSpan} from '../../components/paint.ts';
import {editText, insertText, textField, type TextField} from '../../keys/text-field.ts';
import type {CleanUp} from '../../model/clean-up-candidates.ts';
import {planCleanUp, totalOf, withOffers, type Plan} from '../../model/clean-up-plan.ts';
import {bytesInWords, countInWords, totalInWords, whyInWords} from '../../model/clean-up-words.ts';
import type {Candidate} from '../../model/clean-up.ts';
import type {Application} from '../application.ts';
import {useApplication} from '../use-application.ts';
import {fieldSpans} from './menu.tsx';
import type {OverlayKind} from './overlay.ts';

export type CleanUpReviewState = {
	/** Frozen when the review opened, like the plans. */
	readonly cleanUp: CleanUp;
	readonly plan: Plan;
	/** The plan with what holds its objects; shown while that is switched on. */
	readonly whole: Plan;
	readonly isWhole: boolean;
	readonly openedAt: number;
	readonly field: TextField;
	readonly scroll: number;
	readonly done: (plan: Plan, app: Application) => void;
};

/** A review of exactly these ids. */
export function reviewOf(cleanUp: CleanUp, ids: Iterable<string>, done: CleanUpReviewState['done']): CleanUpReviewState {
	const plan = planCleanUp(cleanUp, ids);
	return {cleanUp, plan, whole: withOffers(cleanUp, plan), isWhole: false, openedAt: Date.now(), field: textField(), scroll: 0, done};
}

const planOf = ({plan, whole, isWhole}: CleanUpReviewState): Plan => isWhole ? whole : plan;

/** The words to type: where several objects or a volume go. */
export function wantedWords({going}: Plan): string | undefined {
	return going.length > 1 || going.some(({kind}) => kind === 'volume') ? `remove ${going.length}` : undefined;
}

function rowSpans(candidate: Candidate, note: string, width: number, isGoing: boolean): readonly PaintableSpan[] {
	const {kind, name} = candidate;
	const shown = name.length > width ? `${name.slice(0, width - 1)}…` : name.padEnd(width);
	return [{text: `  ${kind.padEnd(10)}`, tone: 'dim'}, {text: shown, tone: isGoing ? 'strong' : 'dim'}, {text: `  ${note}`, tone: 'dim'}];
}

/** The scrollable part: what goes, in its order; what is left alone and why; what is lost for good. */
export function reviewLines(state: CleanUpReviewState): ReadonlyArray<readonly PaintableSpan[]> {
	const {going, held} = planOf(state);
	const width = Math.min(36, Math.max(8, ...going.map(({name}) => name.length), ...held.map(({candidate}) => candidate.name.length)));
	const losses = going.flatMap(({loss}) => loss ?? []);
	const heldWords = (by: readonly Candidate[]) => `first must go: ${by.slice(0, 3).map(({kind, name}) => `${kind} ${name}`).join(', ')}${by.length > 3 ? ` and ${by.length - 3} more` : ''}`;
	return [
		...losses.length > 0 ? [[{text: 'lost for good:', tone: 'bad'} as const], ...losses.map(text => [{text: `  ${text}`, tone: 'bad'} as const]), []] : [],
		...going.length > 0 ? [[{text: 'these go:', tone: 'strong'} as const]] : [],
		...going.map(candidate => rowSpans(candidate, `${candidate.frees < 0 ? '?' : bytesInWords({bytes: candidate.frees, isAbout: candidate.isAbout && candidate.frees > 0, unknown: 0})}, ${whyInWords(candidate, state.openedAt)}`, width, true)),
		...held.length > 0 ? [[{text: 'left alone:', tone: 'warn'} as const]] : [],
		...held.map(({candidate, by}) => rowSpans(candidate, heldWords(by), width, false)),
	];
}

const offerKey = 'ctrl+a';

/** Lists exactly what a clean-up removes, and asks; the default is No. */
export const cleanUpReview: OverlayKind<CleanUpReviewState> = {
	id: 'clean-up-review',
	handle(state, press, app) {
		const plan = planOf(state);
		const words = wantedWords(plan);
		const scrolled = (by: number) => ({...state, scroll: Math.max(0, Math.min(reviewLines(state).length - 1, state.scroll + by))});
		const accept = (): CleanUpReviewState | undefined => {
			queueMicrotask(() => {
				state.done(plan, app);
			});
			return undefined;
		};

		switch (press.key) {
			case 'esc': {
				return undefined;
			}

			case 'down': {
				return scrolled(press.count);
			}

			case 'up': {
				return scrolled(-press.count);
			}

			case 'pgdn': {
				return scrolled(10);
			}

			case 'pgup': {
				return scrolled(-10);
			}

			case offerKey: {
				return state.plan.offers.length > 0 ? {...state, isWhole: !state.isWhole, field: textField(), scroll: 0} : state;
			}

			default: {
				break;
			}
		}

		if (words !== undefined) {
			if (press.key === 'enter') {
				return state.field.text.trim() === words ? accept() : state;
			}

			return {...state, field: editText(state.field, press) ?? state.field};
		}

		if (plan.going.length > 0 && (press.key === 'y' || press.key === 'Y')) {
			return accept();
		}

		return ['n', 'N', 'enter', 'q'].includes(press.key) ? undefined : state;
	},
	paste: (state, text) => ({...state, field: insertText(state.field, text)}),
	View({state, size}) {
		const app = useApplication();
		const plan = planOf(state);
		const words = wantedWords(plan);
		const all = reviewLines(state);
		const {offers} = state.plan;
		const options = offers.length === 0 ? [] : [[{text: state.isWhole ? '[x] ' : '[ ] ', tone: 'accent'} as const, {text: offerKey, tone: 'key'} as const, {text: ` also what holds them: ${countInWords(offers.length)}`} as const]];
		const room = Math.max(1, size.rows - 9 - options.length);
		const scroll = Math.min(state.scroll, Math.max(0, all.length - room));
		const shown = all.slice(scroll, scroll + room);
		const total = totalOf(plan.going, state.cleanUp);
		const question: readonly PaintableSpan[] = words === undefined
			? [{text: plan.going.length > 0 ? 'remove it? ' : 'nothing of it can go now ', tone: 'strong'}, {text: plan.going.length > 0 ? 'y/N' : '', tone: 'key'}]
			: [{text: 'type ', tone: 'strong'}, {text: words, tone: 'accent'}, {text: ': ', tone: 'strong'}, ...fieldSpans(state.field)];
		const {endpoint} = app.live.getState();
		return (
			<Panel
				title={`clean up${endpoint ? ` at ${endpoint.url}` : ''}`}
				keys={`${words === undefined ? 'y yes  n no' : 'enter go'}  esc cancel${all.length > room ? `  ↑ ↓ scroll ${scroll + 1}-${scroll + shown.length}/${all.length}` : ''}`}
				lines={[...shown, ...options, [{text: totalInWords(total), tone: 'info'}], [], question]}
				width={Math.min(size.columns - 4, 100)}
				columns={size.columns}
				rows={size.rows}
			/>
		);
	},
};
