import os from 'node:os';
import process from 'node:process';
import {render} from 'ink';
import {App} from './app/app.tsx';
import {createApplication, type Application} from './app/application.ts';
import {allCommands} from './app/commands/index.ts';
import {allPanes} from './app/registry.ts';
import type {ThemeName} from './config/theme.ts';
import {processSurroundings} from './engine/endpoint/process-surroundings.ts';
import type {Endpoint, EndpointChoice} from './model/endpoint.ts';
import type {LogFile} from './model/log-file.ts';
import type {Opening} from './opening.ts';
import {keepHeapSmall} from './small-heap.ts';
import {browse} from './terminal/browse.ts';
import {clipboardSequence} from './terminal/clipboard.ts';
import {compacted} from './terminal/compacted.ts';
import {createHandOver, type HandOver} from './terminal/hand-over.ts';
import {colourLevel, isUtf8} from './terminal/colour-level.ts';
import {knowsHyperlinks} from './terminal/hyperlinks.ts';
import {restoreModes} from './terminal/modes.ts';

export type UiOptions = {
	readonly host?: string;
	readonly context?: string;
	readonly demo: boolean;
	readonly readOnly: boolean;
	/** Labels whose objects are never offered for removal. */
	readonly keep: readonly string[];
	readonly theme: ThemeName;
	readonly ascii: boolean;
	readonly pane: string;
	/** What is on the screen already. */
	readonly opening: Opening;
	readonly startDemo: () => Promise<Endpoint>;
	/** Where it is written down what happens, when it is. */
	readonly log?: LogFile;
	/** Ends what the door started; called once, at the end. */
	readonly onEnd: () => Promise<void>;
};

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** Runs the UI until it ends; resolves to the exit code. The terminal is whole by then. */
export async function runUi(options: UiOptions): Promise<number> {
	const {environment, endpoints} = surroundingsOf(options);
	const {promise: ended, resolve: finish} = Promise.withResolvers<number>();
	const panes = allPanes;
	const terminal = createHandOver(process.stdin, process.stdout);
	const app = createApplication({
		panes,
		commands: allCommands(panes),
		settings: {theme: options.theme, ascii: options.ascii || !isUtf8(environment, process.platform)},
		readOnly: options.readOnly,
		keep: options.keep,
		firstPane: options.pane,
		...endpoints,
		startDemo: options.startDemo,
		copy(text) {
			const sequence = clipboardSequence(text, environment);
			return sequence !== undefined && (process.stdout.write(sequence) || true);
		},
		browse: url => browse(url, environment),
		redraw() {
			// All within one synchronised update, so that the empty screen is never seen.
			process.stdout.write('\u001B[?2026h');
			instance.clear();
			process.stdout.write('\u001B[2J\u001B[H');
			// The only thing that makes Ink draw a frame in which nothing has changed: React commits none then.
			process.stdout.emit('resize');
			process.stdout.write('\u001B[?2026l');
		},
		terminal,
		quit(code) {
			finish(code);
		},
		log: options.log,
	});
	if (options.log) {
		const {record} = await import('./app/record.ts');
		record(app, options.log);
	}

	const screen = <App application={app} colours={colourLevel(environment)} links={knowsHyperlinks(environment)}/>;
	const {endpoint, known} = options.opening;
	app.goTo(options.demo ? options.startDemo : async () => endpoint ?? endpoints.findEndpoint(), known);
	const instance = takeOver(() => render(screen, {
		stdout: compacted(process.stdout),
		alternateScreen: true,
		incrementalRendering: true,
		exitOnCtrlC: false,
		patchConsole: false,
		interactive: true,
		maxFps: 60,
		onRender: app.drawn,
	}));
	keepHeapSmall();
	const code = guard(app, terminal, instance, ended, finish, options);
	const asked = options.opening.release();
	if (asked !== undefined) {
		finish(asked);
	}

	return code;
}

/**
Draws the first frame in the place of the picture that is there, in one piece: the alternate screen is not entered once more, which
would show it empty, and where the cursor was before it would be forgotten.
*/
function takeOver<Result>(draw: () => Result): Result {
	const {stdout} = process;
	const {write} = stdout;
	let drawn = '';
	const written: Array<() => void> = [];
	stdout.write = (chunk: string | Uint8Array, ...rest: readonly unknown[]) => {
		drawn += String(chunk);
		// Ink waits for these when the first frame fails.
		written.push(...rest.filter((argument): argument is () => void => typeof argument === 'function'));
		return true;
	};

	try {
		return draw();
	} finally {
		stdout.write = write;
		stdout.write(`\u001B[?2026h${drawn.replace('\u001B[?1049h', '\u001B[H\u001B[J')}\u001B[?2026l`, () => {
			for (const tell of written) {
				tell();
			}
		});
	}
}

/** However it ends, Ink is unmounted first, which puts the terminal back, and what has to be said is said on the normal screen. */
async function guard(app: Application, terminal: HandOver, instance: ReturnType<typeof render>, ended: Promise<number>, finish: (code: number) => void, {onEnd, log}: UiOptions): Promise<number> {
	let failure: unknown;
	const fail = (error: unknown) => {
		failure ??= error;
		finish(1);
	};

	let lastSignal: NodeJS.Signals | undefined;
	const onSignal = (signal: NodeJS.Signals) => {
		lastSignal = signal;
		finish(128 + os.constants.signals[signal]);
	};

	process.on('uncaughtException', fail);
	process.on('unhandledRejection', fail);
	// A terminal that went away can neither be written to nor read from: that is an end, not a crash.
	const hangUp = () => {
		finish(128 + os.constants.signals.SIGHUP);
	};

	process.stdout.on('error', hangUp);
	process.stderr.on('error', () => {
		// What is told there is told in vain; all else goes on.
	});
	for (const event of ['error', 'end', 'close']) {
		process.stdin.on(event, hangUp);
	}

	for (const signal of signals) {
		process.on(signal, onSignal);
	}

	// Stopped by others than ctrl+z: the terminal is left whole all the same, and taken anew afterwards.
	process.on('SIGTSTP', () => {
		void app.suspend();
	});
	process.on('SIGCONT', () => {
		void terminal.reclaim();
	});

	const code = await Promise.race([untilUnmounted(instance, fail), ended]);
	// First what a program in a container has left on, then our own.
	const told = terminal.abandon();
	try {
		instance.unmount();
	} catch (error) {
		// Whatever it could not put back is put back here: nothing may keep the program from its end.
		failure ??= error;
		process.stdout.write(restoreModes(true));
		process.stdin.setRawMode(false);
	}

	await told;
	app.close();
	await onEnd();
	if (failure !== undefined) {
		log?.fault('ended by an error of its own', failure);
	}

	await log?.end(code);
	if (failure !== undefined) {
		const {sourceStack} = await import('./terminal/source-stack.ts');
		process.stderr.write(`shipshape ended by an error of its own:\n${failure instanceof Error ? sourceStack(failure.stack ?? failure.message) : JSON.stringify(failure)}\n${log ? `The log file ${log.path} has what happened before.` : 'With --log-file FILE it writes down what happens before.'}\n`);
	}

	if (terminal.isStopped() && lastSignal) {
		// Node puts the terminal's settings back at its end; behind a shell that would stop it instead (SIGTTOU). They are back already.
		process.removeAllListeners(lastSignal);
		process.kill(process.pid, lastSignal);
	}

	return code;
}

/** An exception in a component ends Ink: it rejects here. */
async function untilUnmounted(instance: ReturnType<typeof render>, fail: (error: unknown) => void): Promise<number> {
	try {
		await instance.waitUntilExit();
		return 0;
	} catch (error) {
		fail(error);
		return 1;
	}
}

/** How engines are found and reached; dockerode is loaded by the first connection, after the first frame. */
function surroundingsOf(options: UiOptions) {
	const surroundings = processSurroundings();
	return {
		environment: surroundings.environment,
		endpoints: {
			async findEndpoint() {
				const {resolveEndpoint} = await import('./engine/endpoint/resolve-endpoint.ts');
				return resolveEndpoint({...surroundings, host: options.host, context: options.context});
			},
			async connect(endpoint: Endpoint, signal: AbortSignal) {
				const {connect} = await import('./engine/connect.ts');
				return connect(endpoint, {signal, readOnly: options.readOnly, onRequest: options.log?.request});
			},
			async listEndpoints(current: Endpoint | undefined) {
				const {listEndpoints} = await import('./engine/endpoint/list-endpoints.ts');
				return listEndpoints({...surroundings, host: options.host, current});
			},
			async chooseEndpoint(choice: EndpointChoice) {
				const {endpointOfChoice} = await import('./engine/endpoint/list-endpoints.ts');
				return endpointOfChoice(choice, surroundings);
			},
		},
	};
}
