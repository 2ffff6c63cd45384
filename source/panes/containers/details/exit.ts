import {stripVTControlCharacters} from 'node:util';
import type {Tone} from '../../../config/theme.ts';
import type {Engine} from '../../../engine/engine.ts';
import type {Container, ContainerDetails} from '../../../model/container.ts';
import {endedAsAsked} from '../../../model/container-state.ts';
import {EngineError} from '../../../model/engine-error.ts';
import {pointOf} from '../../../model/engine-words.ts';
import {exitCodeWords} from '../../../model/exit-code.ts';
import {compareInstants} from '../../../model/instant.ts';
import type {LogLine} from '../../../model/log-line.ts';
import {binarySize} from '../../../model/size.ts';
import {age, duration} from '../../../model/time.ts';
import {wrapWords} from '../../../components/labelled-lines.ts';
import {detailTab, line, type Line, type Span, type TabContext} from '../../pane.ts';
import {clockTime} from './clock-time.ts';

type LastWords = {readonly lines: readonly LogLine[]; readonly problem?: string};

type Ending = {readonly details: ContainerDetails; readonly lastWords: LastWords};

/** Lines of the log that are read; as many are shown as there is room for. */
const tail = 50;
const leastShown = 5;
const minute = 60_000;
const killed = 137;
/** Codes that tell of the command rather than of the program: it could not be run, executed or found. */
const endedStates: ReadonlySet<Container['state']> = new Set(['exited', 'dead', 'created']);
const commandCodes: ReadonlySet<number> = new Set([125, 126, 127, 128]);

async function lastWordsOf({id, name}: Container, engine: Engine, signal: AbortSignal): Promise<LastWords> {
	const lines: LogLine[] = [];
	try {
		await engine.logs(id, {tail, name}, {
			onLines(more) {
				lines.push(...more);
			},
		}, signal);
		// Each stream has its own pace: together they are in order only by their times.
		return {lines: lines.toSorted(compareInstants).slice(-tail)};
	} catch (error) {
		return {lines, problem: error instanceof EngineError ? error.context.words ?? error.message : String(error)};
	}
}

/** Columns of what stands before each value. */
const label = 10;

const heading = (text: string): Span => ({text: text.padEnd(label), tone: 'heading'});
const dim = (text: string): Span => ({text, tone: 'dim'});

/** How it ended, in a line. */
function verdict({state, oomKilled: wasListed}: Container, {exitCode, oomKilled, started, error}: ContainerDetails): Line {
	if (state === 'created' && started === undefined) {
		const failed = error !== '';
		return [{text: failed ? `It could not be started (${exitCode}).` : 'It was never started.', tone: failed ? 'bad' : 'strong'}];
	}

	const isOutOfMemory = oomKilled || wasListed === true;
	const tone: Tone = isOutOfMemory || !endedAsAsked(exitCode) ? (exitCode === killed && !isOutOfMemory ? 'warn' : 'bad') : 'good';
	return [{text: `exit ${exitCode}: ${exitCodeWords(exitCode, {oomKilled: isOutOfMemory})}`, tone}];
}

/** What an exit code leaves open. */
function hint({exitCode, oomKilled, started, error}: ContainerDetails): string | undefined {
	if (started === undefined || error !== '') {
		return undefined;
	}

	return exitCode === killed && !oomKilled ? 'by docker kill, by a stop that it did not heed in time, or for want of memory of the whole machine: the engine tells only of its own limit' : undefined;
}

function times({started, finished}: ContainerDetails, {now}: TabContext): readonly Line[] {
	if (finished === undefined) {
		return [];
	}

	const ran = started === undefined || finished < started ? [] : [[heading('ran'), {text: duration(finished - started)}, dim(`  since ${clockTime(started, now)}`)] satisfies Line];
	// The clock of a detail moves in steps: of what ended just now it cannot tell the seconds.
	const ago = now - finished < minute ? 'just now' : `${age(now - finished)} ago`;
	return [[heading('ended'), {text: ago}, dim(`  ${clockTime(finished, now)}`)], ...ran];
}

function memory({oomKilled, memoryLimit}: ContainerDetails, kills: number): readonly Line[] {
	if (!oomKilled && kills === 0) {
		return [];
	}

	const limit = memoryLimit > 0 ? `its limit is ${binarySize(memoryLimit)}` : 'it has no limit of its own: the machine ran out';
	return [[heading('memory'), {text: limit, tone: 'bad'}, ...kills > 1 ? [{text: `, lacked it ${kills} times since this program looks`}] : []]];
}

const policies: Readonly<Record<string, string>> = {
	no: 'it stays as it is',
	always: 'it is started again unless somebody stopped it',
	'unless-stopped': 'it is started again unless somebody stopped it',
	'on-failure': 'it is started again when it fails',
};

function restarts({restartPolicy, restartCount}: ContainerDetails): Line {
	const count = restartCount === 0 ? '' : `, restarted ${restartCount === 1 ? 'once' : `${restartCount} times`}`;
	return [heading('restart'), {text: restartPolicy}, dim(`  ${policies[restartPolicy] ?? ''}${count}`)];
}

function logLines({lines, problem}: LastWords, room: number): readonly Line[] {
	if (problem !== undefined && lines.length === 0) {
		return [line(`Its log cannot be read: ${problem}`, 'dim')];
	}

	if (lines.length === 0) {
		return [line('It wrote nothing to its log.', 'dim')];
	}

	const shown = lines.slice(-Math.max(leastShown, room - 1));
	return [
		line(shown.length === 1 ? 'its last line' : `its last ${shown.length} lines`, 'dim'),
		...shown.map(({stream, text}): Line => [stream === 'stderr' ? {text: '! ', tone: 'bad'} : {text: '  '}, {text: stripVTControlCharacters(text).replaceAll('\t', ' '.repeat(4))}]),
	];
}

function endingLines(row: Container, {details, lastWords}: Ending, context: TabContext): readonly Line[] {
	const explanation = hint(details);
	const hung = (title: string, text: string, tone?: Tone): readonly Line[] => wrapWords(text, context.width - label).map((piece, index): Line => [index === 0 ? heading(title) : {text: ' '.repeat(label)}, {text: piece, ...tone && {tone}}]);
	const told = [
		verdict(row, details),
		...explanation === undefined ? [] : hung('', explanation, 'dim'),
		...details.error === '' ? [] : hung('engine', pointOf(details.error), 'bad'),
		...commandCodes.has(details.exitCode) && row.command !== '' ? hung('command', row.command) : [],
		...memory(details, context.live.memoryKills.get(row.id) ?? 0),
		...times(details, context),
		restarts(details),
	];
	const wasStarted = details.started !== undefined;
	return [...told, ...wasStarted ? [line(''), ...logLines(lastWords, context.height - told.length - 1)] : []];
}

/** Why a container does not run: what a person who finds it stopped wants to know first. */
export const exitTab = detailTab<Container, Ending>({
	id: 'exit',
	title: 'Exit',
	applies: ({state}) => endedStates.has(state),
	async load(row, engine, signal) {
		const [details, lastWords] = await Promise.all([engine.containers.inspect(row.id, {signal}), lastWordsOf(row, engine, signal)]);
		return {details, lastWords};
	},
	version: row => row,
	lines: endingLines,
});
