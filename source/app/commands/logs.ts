import {entryText} from '../../components/log-row.ts';
import {textField} from '../../keys/text-field.ts';
import {dockerCommand} from '../../model/docker-command.ts';
import type {LogLevel} from '../../model/log-level.ts';
import type {LogEntry} from '../../model/log-line.ts';
import {logWindows, type LogOptions, type Logs} from '../../store/logs.ts';
import {logFileName, saveLines, saveWholeLogs} from '../../store/save-log.ts';
import {tell, type Application} from '../application.ts';
import type {Command} from '../command.ts';
import {filter} from '../overlays/filter.tsx';
import {menu, type MenuItem} from '../overlays/menu.tsx';
import {openOverlay} from '../overlays/overlay.ts';
import {prompt} from '../overlays/prompt.tsx';
import {targetsOf, type Scene} from '../scene.ts';

const isShown = ({layout, tab}: Scene): boolean => layout.detail !== undefined && tab?.id === 'logs';
const isFocused = (scene: Scene, app: Application): boolean => app.view.getState().focus === 'detail' && isShown(scene);

type Part = Omit<Command, 'group' | 'run' | 'applies'> & {readonly run: (logs: Logs, count: number, app: Application) => void};

/** A command of the log that is focused. */
function command({run, ...part}: Part): Command {
	return {
		...part,
		group: 'logs',
		applies: isFocused,
		run(app, _scene, {count}) {
			run(app.services.logs, count, app);
		},
	};
}

function typed(label: string, key: 'search' | 'filter'): Part['run'] {
	return (logs, _count, app) => {
		const before = logs.store.getState()[key];
		openOverlay(app.overlays, filter, {
			label,
			field: textField(key === 'filter' ? before : ''),
			before,
			apply(text) {
				logs.change({[key]: text});
			},
		});
	};
}

const textOf = (logs: Logs) => {
	const {times, sources} = logs.store.getState();
	const names = sources.map(({container}) => container.name);
	return (entry: LogEntry) => entryText(entry, {times, names});
};

const lineCount = (count: number) => count === 1 ? '1 line' : `${count.toLocaleString('en')} lines`;

function askPath(app: Application, logs: Logs, title: string, save: (file: string) => Promise<string>): void {
	const names = logs.store.getState().sources.map(({container}) => container.name);
	openOverlay(app.overlays, prompt, {
		title,
		field: textField(logFileName(names, new Date())),
		problem: text => text.trim() === '' ? 'the name of a file that is not there yet' : undefined,
		done(text) {
			void (async () => {
				try {
					tell(app, await save(text.trim()), 'good');
				} catch (error) {
					const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
					tell(app, `not saved: ${isThere ? `${text.trim()} is there already` : (error as Error).message}`, 'bad');
				}
			})();
		},
	});
}

function saveItems(app: Application, logs: Logs): readonly MenuItem[] {
	const write = (entries: readonly LogEntry[]) => async (file: string) => `${lineCount(entries.length)} saved to ${await saveLines(file, entries.map(entry => textOf(logs)(entry)))}`;
	const held = logs.held();
	const shown = logs.shown();
	return [
		{
			id: 'held',
			title: 'all lines that are held',
			note: lineCount(held.length),
			run() {
				askPath(app, logs, `save ${lineCount(held.length)} to`, write([...held]));
			},
		},
		...shown.length === held.length ? [] : [{
			id: 'shown',
			title: 'only those the filter shows',
			note: lineCount(shown.length),
			run() {
				askPath(app, logs, `save ${lineCount(shown.length)} to`, write([...shown]));
			},
		}],
		{
			id: 'whole',
			title: 'everything from the beginning, read anew',
			note: 'may take long',
			run() {
				askPath(app, logs, 'save the whole log to', async file => saveWhole(app, logs, file));
			},
		},
	];
}

async function saveWhole(app: Application, logs: Logs, file: string): Promise<string> {
	const engine = app.engine();
	if (!engine) {
		throw new Error('the engine is not connected');
	}

	let told = 0;
	const {path, lines} = await saveWholeLogs({
		file,
		engine,
		containers: logs.store.getState().sources.map(({container}) => container),
		format: textOf(logs),
		signal: app.ending.signal,
		progress(count) {
			if (Date.now() - told > 500) {
				told = Date.now();
				tell(app, `saving the log… ${lineCount(count)}`);
			}
		},
	});
	return `${lineCount(lines)} saved to ${path}`;
}

function copyItems(app: Application, logs: Logs): readonly MenuItem[] {
	const shown = logs.shown();
	const format = textOf(logs);
	const {match, sources} = logs.store.getState();
	const visible = logs.visible();
	const one = match ?? visible.at(-1);
	const item = (id: string, title: string, text: string): MenuItem => ({
		id,
		title,
		note: text.slice(0, 200).replaceAll('\n', ' ⏎ '),
		run() {
			app.copy(text);
		},
	});
	return [
		...one ? [item('line', match ? 'the line that was found' : 'the last line on the screen', format(one))] : [],
		item('visible', `the ${lineCount(visible.length)} on the screen`, visible.map(entry => format(entry)).join('\n')),
		item('shown', `all ${lineCount(shown.length)} that are held and shown`, shown.map(entry => format(entry)).join('\n')),
		...sources.map(({container: {name}}) => item(`command ${name}`, 'docker command', dockerCommand('logs', '-f', name))),
	];
}

const levels: ReadonlyArray<LogLevel | undefined> = [undefined, 'info', 'warn', 'error'];
const times: ReadonlyArray<LogOptions['times']> = ['none', 'relative', 'absolute'];
const after = <Value>(values: readonly Value[], value: Value): Value => values[(values.indexOf(value) + 1) % values.length]!;

const moves: ReadonlyArray<readonly [id: string, title: string, keys: readonly string[], run: (logs: Logs, count: number) => void]> = [
	['down', 'down', ['j', 'down'], (logs, count) => {
		logs.scroll(count);
	}],
	['up', 'up', ['k', 'up'], (logs, count) => {
		logs.scroll(-count);
	}],
	['page-down', 'page down', ['pgdn'], (logs, count) => {
		logs.page(count);
	}],
	['page-up', 'page up', ['pgup'], (logs, count) => {
		logs.page(-count);
	}],
	['half-page-down', 'half a page down', ['ctrl+d'], (logs, count) => {
		logs.page(count / 2);
	}],
	['half-page-up', 'half a page up', ['ctrl+u'], (logs, count) => {
		logs.page(-count / 2);
	}],
	['top', 'first line that is held, again for older ones', ['g', 'home'], logs => {
		logs.toStart();
	}],
	['bottom', 'last line, and follow', ['G', 'end'], logs => {
		logs.toEnd();
	}],
	['left', 'left (lines that are not wrapped)', ['left'], (logs, count) => {
		logs.sideways(-8 * count);
	}],
	['right', 'right', ['right'], (logs, count) => {
		logs.sideways(8 * count);
	}],
	['match.next', 'next match', ['n'], (logs, count) => {
		logs.nextMatch(count);
	}],
	['match.previous', 'previous match', ['N'], (logs, count) => {
		logs.nextMatch(-count);
	}],
];

const focused: readonly Part[] = [
	{
		id: 'follow', title: 'follow, or stand still', keys: ['f'], hint: 'follow', leads: true, run(logs) {
			logs.toggleFollow();
		},
	},
	{
		id: 'search', title: 'search (a regular expression)', keys: ['/'], hint: 'search', leads: true, run: typed('search', 'search'),
	},
	{
		id: 'filter', title: 'show only lines that match; with ! those that do not', keys: ['&'], hint: 'only', leads: true, run: typed('only lines with (! without)', 'filter'),
	},
	{
		id: 'times', title: 'times: none, relative, absolute', keys: ['t'], hint: 'times', leads: true, run(logs) {
			logs.change({times: after(times, logs.store.getState().times)});
		},
	},
	{
		id: 'wrap', title: 'wrap long lines', keys: ['w'], hint: 'wrap', leads: true, run(logs) {
			logs.sideways(Number.NEGATIVE_INFINITY);
			logs.change({wrap: !logs.store.getState().wrap});
		},
	},
	{
		id: 'level', title: 'least level: all, info, warn, error', keys: ['L'], hint: 'level', leads: true, run(logs) {
			logs.change({least: after(levels, logs.store.getState().least)});
		},
	},
	{
		id: 'stderr', title: 'stderr only', keys: ['e'], hint: 'stderr', leads: true, run(logs) {
			logs.change({stderrOnly: !logs.store.getState().stderrOnly});
		},
	},
	{
		id: 'json', title: 'JSON lines laid out, or as they were written', keys: ['o'], run(logs, _count, app) {
			const {laidOut} = logs.store.getState();
			logs.change({laidOut: !laidOut});
			tell(app, laidOut ? 'JSON lines as they were written' : 'JSON lines as time, level, message, key=value');
		},
	},
	{
		id: 'mark', title: 'set a mark line', keys: ['m'], run(logs) {
			logs.mark();
		},
	},
	{
		id: 'clear', title: 'clear (scrolling up brings it back)', keys: ['c'], run(logs) {
			logs.clear();
		},
	},
	{
		id: 'save', title: 'save to a file', keys: ['ctrl+s'], hint: 'save', leads: true, run(logs, _count, app) {
			openOverlay(app.overlays, menu, {title: 'save this log', cursor: 0, items: () => saveItems(app, logs)});
		},
	},
	{
		id: 'copy', title: 'copy from this log', keys: ['y'], run(logs, _count, app) {
			const items = copyItems(app, logs);
			openOverlay(app.overlays, menu, {title: 'copy from this log', cursor: 0, items: () => items});
		},
	},
	...logWindows.map(({id, title}, digit): Part => ({
		id: `window.${id}`, title: `show ${title}`, keys: [String(digit)], run(logs) {
			logs.showWindow(id);
		},
	})),
];

/** `esc` takes off the search, then the filter, before it leaves. */
const back: Command = {
	id: 'logs.back',
	title: 'one step back',
	group: 'logs',
	keys: ['esc', 'q'],
	keyOnly: true,
	applies(scene, app) {
		const {search, filter: only} = app.services.logs.store.getState();
		return isFocused(scene, app) && (search !== '' || only !== '');
	},
	run(app) {
		const {logs} = app.services;
		logs.change(logs.store.getState().search === '' ? {filter: ''} : {search: ''});
	},
};

const aside = (id: string, title: string, key: string, by: 1 | -1): Command => ({
	id,
	title,
	group: 'panes',
	keys: [key],
	keyOnly: true,
	applies: isShown,
	run(app, _scene, {count}) {
		app.services.logs.scroll(by * count);
	},
});

/** The keys of logs. They stand before all others: a key that means something in a log means nothing else there. */
export const logCommands: readonly Command[] = [
	...focused.map(part => command({...part, id: `logs.${part.id}`})),
	...moves.map(([id, title, keys, run]) => command({id: `logs.${id}`, title, keys, keyOnly: true, run})),
	back,
	aside('logs.down.aside', 'scroll the detail down', 'J', 1),
	aside('logs.up.aside', 'scroll the detail up', 'K', -1),
	{
		id: 'logs.open',
		title: 'logs, of all marked ones in one',
		group: 'object',
		keys: ['l', 'm'],
		hint: 'logs',
		leads: true,
		applies: (scene, app) => !isFocused(scene, app) && scene.row !== undefined && scene.tabs.some(({id}) => id === 'logs') && app.live.getState().connection.status !== 'failed',
		run(app, scene) {
			app.showTab('logs');
			app.services.logs.pin(targetsOf(scene).map(({id}) => id));
			app.view.setState({focus: 'detail'});
		},
	},
];
