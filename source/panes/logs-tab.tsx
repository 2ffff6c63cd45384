import {Box} from 'ink';
import {useEffect, useState, type ReactElement} from 'react';
import {useStore} from 'zustand';
import {Lines} from '../components/lines.tsx';
import {paintLogRow, rowsOfEntry, type LogLook} from '../components/log-row.ts';
import {detailBar} from '../components/detail-bar.ts';
import {paintLine} from '../components/paint.ts';
import {useStyle} from '../components/style.tsx';
import type {Container} from '../model/container.ts';
import {stateWords} from '../model/container-state.ts';
import {EngineError} from '../model/engine-error.ts';
import {searchPattern} from '../model/log-pattern.ts';
import {logWindows, type LogSourceState, type Logs, type OpenLog} from '../store/logs.ts';
import {line, viewTab, type Line, type Span, type TabViewProps} from './pane.ts';

const second = 1000;

/** What is wrong with one container's log, in its engine's words. */
function problem({container, error}: LogSourceState): Line | undefined {
	if (!error) {
		return undefined;
	}

	const isUnreadable = error instanceof EngineError && error.kind === 'unsupported';
	return line(isUnreadable ? `The log of ${container.name} cannot be read: ${error.context.words ?? 'its logging driver does not support it'}.` : error.message, 'bad');
}

function silence({container, status: state}: LogSourceState, window: OpenLog['window']): Line {
	const {title} = logWindows.find(({id}) => id === window)!;
	if (state === 'waiting' || state === 'opening') {
		return line(`reading the log of ${container.name}…`, 'dim');
	}

	if (container.state === 'created') {
		return line(`${container.name} was never started: there is no log yet.`, 'dim');
	}

	if (window !== 'tail' && window !== 'head') {
		return line(`${container.name} wrote nothing in ${title}. 0 shows the last 1,000 lines, whenever they were written.`, 'dim');
	}

	return line(state === 'open' ? `${container.name} has written nothing yet, neither to its output nor to its errors.` : `${container.name} (${stateWords(container)}) wrote nothing to its output or its errors.`, 'dim');
}

/** Why there is no line to be seen. */
function emptyLines(log: OpenLog, held: number): readonly Line[] {
	const problems = log.sources.map(source => problem(source)).filter(words => words !== undefined);
	if (problems.length > 0 || held === 0) {
		const silent = log.sources.filter(({error}) => !error);
		return log.sources.length === 0 ? [line('reading…', 'dim')] : [...problems, ...silent.map(source => silence(source, log.window))];
	}

	const sieves = [log.filter === '' ? '' : `&${log.filter}`, log.stderrOnly ? 'stderr only (e)' : '', log.least ? `${log.least} and graver (L)` : ''].filter(Boolean);
	return [line(`None of the ${held} lines that are held gets through: ${sieves.join(', ')}.`, 'dim'), line('esc takes the filter off; scrolling up looks in older lines', 'dim')];
}

/** How the log is looked at, for the right end of the first line. */
function status(log: OpenLog, logs: Logs): readonly Span[] {
	const {search, match, sources} = log;
	const matches = logs.matches();
	const parts: ReadonlyArray<Span | undefined> = [
		log.isReadingOlder ? {text: 'reading older lines…', tone: 'info'} : undefined,
		search === '' ? undefined : {text: `/${search} ${matches.length === 0 ? 'nothing' : `${match ? matches.indexOf(match) + 1 : 0}/${matches.length}`}`, tone: 'warn'},
		log.filter === '' ? undefined : {text: `&${log.filter}`, tone: 'warn'},
		log.stderrOnly ? {text: 'stderr only', tone: 'warn'} : undefined,
		log.least ? {text: `≥ ${log.least}`, tone: 'warn'} : undefined,
		log.window === 'tail' ? undefined : {text: logWindows.find(({id}) => id === log.window)!.title, tone: 'warn'},
		{text: sources.length > 2 ? `${sources.length} containers` : sources.map(({container}) => container.name).join(' + '), tone: 'strong'},
		...sources.filter(source => source.error || source.status === 'gone').map((source): Span => ({text: source.status === 'gone' ? `${source.container.name} is gone` : `${source.container.name} not read`, tone: 'bad'})),
		following(log),
	];
	return [...parts.filter(part => part !== undefined).flatMap(part => [part, {text: '  '}]).slice(0, -1), {text: ' '}];
}

function following({follow, fresh, end, sources}: OpenLog): Span {
	if (follow) {
		return sources.length > 0 && sources.every(source => source.status === 'ended') ? {text: 'ended', tone: 'dim'} : {text: 'follow', tone: 'good'};
	}

	if (end === 'cut') {
		return {text: '↓ newer lines were let go, G reads them', tone: 'warn'};
	}

	return fresh > 0 ? {text: `↓ ${fresh}${end === 'full' ? '+' : ''} new`, tone: 'warn'} : {text: 'not following', tone: 'dim'};
}

/** The time, moved on each second while `isOn`: for ages. */
function useSeconds(isOn: boolean): number {
	const [, tick] = useState(0);
	useEffect(() => {
		if (!isOn) {
			return;
		}

		const timer = setInterval(() => {
			tick(count => count + 1);
		}, second);
		return () => {
			clearInterval(timer);
		};
	}, [isOn]);
	return Date.now();
}

/** Keeps the log open of the container under the cursor, or while it is focused of what it was opened for. */
function useOpenLog(logs: Logs, id: string, isFocused: boolean): void {
	useEffect(() => {
		const {pinned} = logs.store.getState();
		if (!isFocused) {
			logs.pin(undefined);
		} else if (!pinned) {
			logs.pin([id]);
		}

		logs.watch(isFocused && pinned ? pinned : [id]);
	}, [logs, id, isFocused]);
	useEffect(() => () => {
		logs.leave();
	}, [logs]);
}

function LogsView({row, services: {logs}, bar, width, height, isFocused}: TabViewProps<Container>): ReactElement {
	const {theme, ascii, ellipsis} = useStyle();
	const log = useStore(logs.store);
	useOpenLog(logs, row.id, isFocused);
	const now = useSeconds(log.times === 'relative');
	const pattern = searchPattern(log.search);
	const look: LogLook = {
		width, wrap: log.wrap, times: log.times, laidOut: log.laidOut, names: log.sources.map(({container}) => container.name), column: log.column, now, ascii, ...pattern && {pattern}, ...log.match && {match: log.match},
	};
	const page = Math.max(1, height - 1);
	logs.drawn(page, entry => rowsOfEntry(entry, look));
	const shown = logs.shown();
	const {index, row: first} = logs.place();
	const isAtTop = log.atBeginning && !log.follow && index === 0 && first === 0;
	const rows = isAtTop ? [paintLine([{text: `${ascii ? '---' : '───'} the log begins here `, tone: 'dim'}], theme, width, ellipsis)] : [];
	for (let at = index, part = first; at < shown.length && rows.length < page; at++, part = 0) {
		for (const count = rowsOfEntry(shown[at]!, look); part < count && rows.length < page; part++) {
			rows.push(paintLogRow(shown[at]!, part, look, theme));
		}
	}

	const body = shown.length > 0 ? rows : emptyLines(log, logs.held().length).map(spans => paintLine([{text: ' '}, ...spans], theme, width, ellipsis));
	return <Box><Lines lines={[detailBar(bar, status(log, logs), theme, width, ellipsis), ...body]} width={width} height={height}/></Box>;
}

/** The log of a container, followed; `l` opens it for several in one. */
export const logsTab = viewTab<Container>({id: 'logs', title: 'Logs', View: LogsView});
