import {createStore, type StoreApi} from 'zustand/vanilla';
import type {ThemeName} from '../config/theme.ts';
import type {Engine} from '../engine/engine.ts';
import type {Endpoint, EndpointChoice} from '../model/endpoint.ts';
import type {LogFile} from '../model/log-file.ts';
import type {AnyPane, Need, TabServices} from '../panes/pane.ts';
import {createBindingsReader} from '../store/bindings.ts';
import {createDetailLoader, type DetailLoader} from '../store/detail-loader.ts';
import {createDiskMeter, type DiskMeter} from '../store/disk.ts';
import {createJobs, type JobsStore} from '../store/jobs.ts';
import {createLogs} from '../store/logs.ts';
import {createLive, nothingKnown, type Live, type LiveStore} from '../store/live.ts';
import {createSampler, type Sampler} from '../store/stats.ts';
import type {Supply} from '../store/supply.ts';
import {startSync, type Sync} from '../store/sync.ts';
import {changeList, createView, freshDetail, listOf, say, type ViewStore} from '../store/view.ts';
import type {HandOver} from '../terminal/hand-over.ts';
import type {Command} from './command.ts';
import type {Size} from './layout.ts';
import {createOverlays, type OverlayStore} from './overlays/overlay.ts';
import {createSceneMaker, type Scene, type SceneMaker} from './scene.ts';

/** What a person can change while it runs. */
export type Settings = {
	readonly theme: ThemeName;
	readonly ascii: boolean;
};

/** What the application is given from outside; everything with I/O is in here. */
export type Surroundings = {
	readonly panes: readonly AnyPane[];
	readonly commands: readonly Command[];
	readonly settings: Settings;
	readonly readOnly: boolean;
	/** Labels whose objects are never offered for removal. */
	readonly keep?: readonly string[];
	readonly firstPane: string;
	/** Resolves the endpoint that was asked for at the start. */
	readonly findEndpoint: () => Promise<Endpoint>;
	readonly connect: (endpoint: Endpoint, signal: AbortSignal) => Promise<Engine>;
	/** Every engine that can be named here, with a mark on `current`, the one in use. */
	readonly listEndpoints: (current: Endpoint | undefined) => Promise<readonly EndpointChoice[]>;
	readonly chooseEndpoint: (choice: EndpointChoice) => Promise<Endpoint>;
	readonly startDemo: () => Promise<Endpoint>;
	/** Puts text on the clipboard of the terminal; false when it is too long for it. */
	readonly copy: (text: string) => boolean;
	/** Opens a URL in a browser on the person's own screen; false when there is none. */
	readonly browse: (url: string) => boolean;
	readonly redraw: () => void;
	/** Gives the terminal to programs in containers. */
	readonly terminal: HandOver;
	readonly quit: (code: number) => void;
	/** Where it is written down what happens, when it is. */
	readonly log?: LogFile;
};

export type Application = {
	readonly surroundings: Surroundings;
	readonly live: LiveStore;
	readonly view: ViewStore;
	readonly jobs: JobsStore;
	readonly overlays: OverlayStore;
	/** The keys of those that cannot be drawn. */
	readonly brokenOverlays: Set<number>;
	readonly details: DetailLoader;
	readonly disk: DiskMeter;
	/** What is read only while it is looked at. */
	readonly supplies: Readonly<Record<Need, Supply>>;
	/** What the tabs that draw themselves are kept by. */
	readonly services: TabServices;
	readonly sampler: Sampler;
	readonly settings: StoreApi<Settings>;
	readonly makeScene: SceneMaker;
	/** Ends every job when the program ends. */
	readonly ending: AbortController;
	sync(): Sync | undefined;
	engine(): Engine | undefined;
	/**
	Leaves the engine there is and goes to another. The picture is emptied: rows of one engine never stand under another's name. `known` is
	what was read of the new one already.
	*/
	goTo(find: () => Promise<Endpoint>, known?: Partial<Pick<Live, 'endpoint' | 'containers'>>): void;
	/** The scene a key is meant for: the rows as they were drawn last, with what keys changed since. */
	scene(): Scene;
	/** Called when this picture is being drawn. */
	drawing(live: Live, size: Size): void;
	/** Called when what was being drawn is on the screen. */
	drawn(): void;
	/**
	Holds on to the row that the cursor came to, after a drawing or a key: what the engine says later does not move it. A drawing alone
	holds on to none while the order of the rows is not known yet.
	*/
	settle(cause: 'key' | 'drawing'): void;
	/** Reads every list again, or tries at once to connect. */
	refresh(): void;
	showTab(id: string): void;
	/** The highest first line of the detail as it was drawn last. */
	detailEnd(): number;
	detailDrawn(end: number): void;
	/** Copies to the terminal's clipboard, and says so. */
	copy(text: string): void;
	/** Leaves the terminal to the shell until that lets us go on. */
	suspend(): Promise<void>;
	/** Called when the person did something. */
	active(): void;
	close(): void;
};

/** Puts the parts together; nothing is reached before `goTo`. */
export function createApplication(surroundings: Surroundings): Application {
	const live = createLive(surroundings.keep);
	const view = createView(surroundings.firstPane);
	const hints = new Map<string, number>();
	const makeScene = createSceneMaker(surroundings.panes, pane => hints.get(pane) ?? 0);
	const disk = createDiskMeter(live, () => sync?.engine());
	const bindings = createBindingsReader(live, () => sync?.engine());
	const ending = new AbortController();
	const details = createDetailLoader();
	let sync: Sync | undefined;
	let going = 0;
	let end = 0;
	let onScreen: {readonly live: Live; readonly size: Size} = {live: live.getState(), size: {columns: 80, rows: 24}};
	let beingDrawn = onScreen;

	/** What was marked, and what is being asked, is meant for the objects of one engine: another one may have some of the same name. */
	const forgetEngine = () => {
		const {lists} = view.getState();
		view.setState({lists: Object.fromEntries(Object.entries(lists).map(([pane, list]) => [pane, {...list, marks: new Set<string>(), anchor: undefined}])), history: []});
		app.overlays.setState({stack: []});
	};

	const app: Application = {
		surroundings,
		live,
		view,
		jobs: createJobs(),
		overlays: createOverlays(),
		brokenOverlays: new Set(),
		details,
		disk,
		supplies: {disk, bindings},
		sampler: createSampler(live, {isAway: () => surroundings.terminal.isTaken()}),
		services: {logs: createLogs({live, engine: () => sync?.engine()})},
		settings: createStore<Settings>(() => surroundings.settings),
		makeScene,
		ending,
		sync: () => sync,
		engine: () => sync?.engine(),
		goTo(find, known) {
			const turn = ++going;
			forgetEngine();
			app.disk.cancel();
			app.sampler.want({seen: [], others: []}, undefined);
			sync?.close();
			sync = undefined;
			details.show(undefined, undefined);
			app.services.logs.reset();
			live.setState({...nothingKnown, keep: live.getState().keep, endpoint: undefined, info: undefined, replaced: undefined, ...known}, true);
			void (async () => {
				try {
					const endpoint = await find();
					if (turn === going && !ending.signal.aborted) {
						sync = startSync({endpoint, live, connect: async signal => surroundings.connect(endpoint, signal)});
					}
				} catch (error) {
					if (turn === going) {
						live.setState({connection: {status: 'failed', error: error as Error, retrying: false}});
					}
				}
			})();
		},
		scene: () => makeScene(onScreen.live, view.getState(), onScreen.size),
		drawing(drawnLive, size) {
			beingDrawn = {live: drawnLive, size};
		},
		drawn() {
			onScreen = beingDrawn;
			app.settle('drawing');
		},
		settle(cause) {
			const state = view.getState();
			const scene = app.scene();
			if (scene.row) {
				hints.set(scene.pane.id, scene.cursorIndex);
			}

			const list = listOf(state, scene.pane.id);
			if (cause === 'drawing' && list.cursor === undefined && scene.pane.isOrdered?.(onScreen.live) === false) {
				return;
			}

			if ((scene.row && list.cursor !== scene.row.id) || list.top !== scene.top) {
				view.setState({lists: {...state.lists, [scene.pane.id]: {...list, ...scene.row && {cursor: scene.row.id}, top: scene.top}}});
			}
		},
		refresh() {
			if (sync) {
				sync.refresh();
			} else if (live.getState().connection.status === 'failed') {
				app.goTo(surroundings.findEndpoint);
			}
		},
		showTab(tab) {
			changeList(view, {tab});
			view.setState({detail: freshDetail});
		},
		detailEnd: () => end,
		detailDrawn(drawnEnd) {
			end = drawnEnd;
		},
		copy(text) {
			if (surroundings.copy(text)) {
				say(view, `copied ${text.length > 60 ? `${text.slice(0, 57)}…` : text}`, 'good');
			} else {
				say(view, 'too long for the clipboard of a terminal', 'bad');
			}
		},
		async suspend() {
			const resting = sync;
			resting?.rest();
			const wasStopped = await surroundings.terminal.stop();
			resting?.wake();
			if (!wasStopped && !ending.signal.aborted) {
				say(view, 'there is no shell here that could let it go on', 'bad');
			}
		},
		active() {
			sync?.probe();
			app.sampler.active();
			const {toast} = view.getState();
			if (toast && Date.now() - toast.at > 1500) {
				view.setState({toast: undefined});
			}
		},
		close() {
			ending.abort();
			details.stop();
			app.services.logs.reset();
			disk.stop();
			bindings.stop();
			app.sampler.stop();
			sync?.close();
			sync = undefined;
		},
	};
	live.subscribe(({connection}, {connection: before}) => {
		// The header counts up how long; why is said when it happens, and when the reason becomes another one.
		if (connection.status === 'lost' && (before.status !== 'lost' || before.error.message !== connection.error.message)) {
			say(view, connection.error.message, 'bad');
		} else if (connection.status !== 'lost' && before.status === 'lost' && view.getState().toast?.text === before.error.message) {
			view.setState({toast: undefined});
		}
	});
	live.subscribe(({replaced}, before) => {
		if (replaced && replaced !== before.replaced) {
			forgetEngine();
			app.services.logs.reset();
			say(view, `another engine answers here now: ${replaced.to}; it was ${replaced.from}`, 'bad');
		}
	});
	return app;
}

/** Shows a line in the footer for a while. */
export function tell(app: Application, text: string, tone: 'info' | 'good' | 'bad' = 'info'): void {
	say(app.view, text, tone);
}
