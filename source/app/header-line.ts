import {spread, spansWidth, type PaintableSpan} from '../components/paint.ts';
import {shorten} from '../components/fit.ts';
import type {Style} from '../components/style.tsx';
import {duration} from '../model/time.ts';
import {binarySize} from '../model/size.ts';
import type {Container} from '../model/container.ts';
import {EngineError} from '../model/engine-error.ts';
import {percent, totalOf} from '../model/statistics.ts';
import type {Live} from '../store/live.ts';

/** What the running containers use together, once each of them is measured. */
function totalWords({containers, statistics: {samples}}: Live): string | undefined {
	const total = totalOf(containers.items.filter(({state}) => state === 'running').map(({id}) => samples.get(id)));
	return total && `${percent(total.cpu)} CPU, ${binarySize(total.memory, 3)}`;
}

type Health = ReadonlyArray<readonly [count: number, word: string, tone: PaintableSpan['tone']]>;

/** Counted once for a list, not at every key. */
const counted = new WeakMap<readonly Container[], Health>();

function healthOf(containers: readonly Container[]): Health {
	const known = counted.get(containers);
	if (known) {
		return known;
	}

	const count = (test: (container: Container) => boolean) => containers.filter(container => test(container)).length;
	const health: Health = [
		[count(({state}) => state === 'running'), 'running', 'good'],
		[count(({state, health: told}) => state === 'running' && told === 'unhealthy'), 'unhealthy', 'bad'],
		[count(({state}) => state === 'restarting'), 'restarting', 'warn'],
		[count(({state}) => state === 'dead'), 'dead', 'bad'],
		[count(({state}) => state === 'paused'), 'paused', 'info'],
		[count(({state}) => state === 'exited' || state === 'created'), 'stopped', 'dim'],
	];
	counted.set(containers, health);
	return health;
}

/** How many containers run, how many are unwell, how many do not run; only the first `most` of these, which matter most. */
export function healthSpans({containers}: Live, most = Infinity, total?: string): readonly PaintableSpan[] {
	if (!containers.loaded) {
		return [];
	}

	return healthOf(containers.items).filter(([amount, word]) => amount > 0 || word === 'running').slice(0, most).flatMap(([amount, word, tone], index) => [
		...index > 0 ? [{text: ' · ', tone: 'dim'} as const] : [],
		{text: `${amount} ${word}`, ...amount > 0 && tone && {tone}},
		...word === 'running' && total !== undefined ? [{text: ` (${total})`, tone: 'dim'} as const] : [],
	]);
}

function wholeSeconds(seconds: number): string {
	return seconds < 1 ? '0 s' : duration(seconds * 1000);
}

function stateSpans({connection, replaced}: Live, now: number, dot: string): readonly PaintableSpan[] {
	switch (connection.status) {
		case 'lost': {
			// Both change together, once a second: the count-up is rounded down, the countdown follows its beat.
			const next = connection.nextTry === undefined ? 'trying' : `next try in ${wholeSeconds(Math.ceil((connection.nextTry - now) / 1000))}`;
			return [{text: `stale ${wholeSeconds(Math.floor((now - connection.since) / 1000))}${dot}${next}`, tone: 'bad'}];
		}

		case 'failed': {
			return [{text: connection.retrying ? 'trying' : 'not connected', tone: 'bad'}];
		}

		case 'connecting': {
			return [{text: 'connecting', tone: 'dim'}];
		}

		case 'connected': {
			return replaced ? [{text: `another engine than before: ${replaced.to}`, tone: 'warn'}] : [];
		}
	}
}

const endpointRoom = 34;
/** Columns kept for what containers use, so that no number makes the rest jump. */
const totalRoom = 24;

export type HeaderContent = {readonly live: Live; readonly now: number; readonly width: number; readonly readOnly: boolean};

/** Who this is, which engine is looked at, how it does. The endpoint is never left out. */
export function headerLine({live, now, width, readOnly}: HeaderContent, {theme, ellipsis, ascii}: Style): string {
	const {endpoint, info, connection} = live;
	const url = endpoint?.url ?? (connection.status === 'failed' && connection.error instanceof EngineError ? connection.error.context.endpoint : '');
	const dot = ascii ? ' - ' : ' · ';
	const badges: readonly PaintableSpan[] = [
		...endpoint?.demo ? [{text: ' '}, {text: ' DEMO ', tone: 'match' as const}] : [],
		...readOnly ? [{text: ' '}, {text: ' READ-ONLY ', tone: 'match' as const}] : [],
	];
	const state = stateSpans(live, now, dot);
	const product: readonly PaintableSpan[] = [{text: ' shipshape', tone: 'accent'}, ...badges];
	const rightWith = (most: number, total?: string): readonly PaintableSpan[] => {
		const health = healthSpans(live, most, total);
		return [...state, ...state.length > 0 && health.length > 0 ? [{text: '  '}] : [], ...health, {text: ' '}];
	};

	// The counts yield to the endpoint: it is told whole as long as it is not longer than this.
	const wanted = Math.min(endpointRoom, url.length + 2);
	const roomBeside = (spans: readonly PaintableSpan[]) => width - spansWidth(product) - spansWidth(spans) - 2;
	const counts = [6, 4, 3, 2, 1, 0].map(most => rightWith(most)).find(spans => roomBeside(spans) >= wanted) ?? [{text: ' '}];
	const context = endpoint && endpoint.context !== '' ? `  ${endpoint.context}` : '';
	const whole = url === '' ? '' : `${context}  ${url}`;
	const version = info ? `${info.product} ${info.version}` : '';
	const size = info ? `${dot}${info.cpus} CPU${dot}${binarySize(info.memory)}` : '';
	// What the containers use has the place of what the machine has, and no other.
	const total = totalWords(live);
	const hasTotal = total !== undefined && roomBeside(counts) - totalRoom >= (endpoint?.demo ? 0 : whole.length) + version.length + 2;
	const right = hasTotal ? rightWith(6, total) : counts;
	const room = roomBeside(right);
	const engine = hasTotal && roomBeside(counts) - totalRoom < whole.length + version.length + size.length + 2 ? version : version + size;
	// As width shrinks the engine's facts go first, then the context's name; the endpoint is cut in its middle.
	const place = endpoint?.demo || whole.length <= room ? (endpoint?.demo ? '' : whole) : `  ${shorten(url, Math.max(12, room - 2), 'middle', ellipsis)}`;
	const facts = engine !== '' && place.length + engine.length + 2 <= room ? `  ${engine}` : '';
	return spread([...product, {text: place, tone: 'strong'}, {text: facts, tone: 'dim'}], right, theme, width, ellipsis);
}
