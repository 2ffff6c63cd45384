import {once} from 'node:events';
import os from 'node:os';
import process from 'node:process';
import {firstPicture} from './app/first-picture.ts';
import {styleOf} from './app/style-of.ts';
import type {ThemeName} from './config/theme.ts';
import {firstList} from './engine/first-list.ts';
import {processSurroundings} from './engine/endpoint/process-surroundings.ts';
import {resolveEndpoint} from './engine/endpoint/resolve-endpoint.ts';
import type {Endpoint} from './model/endpoint.ts';
import {nothingKnown, type Live} from './store/live.ts';
import {colourLevel, isUtf8} from './terminal/colour-level.ts';

export type OpeningOptions = {
	readonly host?: string;
	readonly context?: string;
	readonly demo: boolean;
	readonly readOnly: boolean;
	readonly theme: ThemeName;
	readonly ascii: boolean;
	readonly pane: string;
};

/** What is on the screen, and known, before the UI is loaded. */
export type Opening = {
	/** The endpoint that was asked for; rejects when there is none. Undefined for the demo engine, which is not started yet. */
	readonly endpoint?: Promise<Endpoint>;
	/** What the first picture showed. */
	readonly known: Partial<Pick<Live, 'endpoint' | 'containers'>>;
	/** Leaves the terminal, as it is, to the UI. Returns the exit code when the program was told to end meanwhile. */
	release(): number | undefined;
};

const enter = '\u001B[?1049h\u001B[?25l\u001B[H';
const leave = '\u001B[?25h\u001B[?1049l';
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** Milliseconds that the UI waits for the first list; then it is loaded, which nothing else can be done beside. */
const patience = 200;

/**
Takes the terminal and paints a first picture: at once what is known by itself, and the containers as soon as the engine has told them.
Loading React and Ink takes longer than all of this together, so it comes afterwards.
*/
export async function openScreen(options: OpeningOptions): Promise<Opening> {
	const waiting = new AbortController();
	const release = takeTerminal(() => {
		waiting.abort();
	});
	const surroundings = processSurroundings();
	const {environment, platform} = surroundings;
	const style = styleOf({theme: options.theme, ascii: options.ascii || !isUtf8(environment, platform)}, colourLevel(environment));
	let known: Opening['known'] = {};
	const paint = () => {
		const size = {columns: process.stdout.columns || 80, rows: process.stdout.rows || 24};
		const lines = firstPicture({live: {...nothingKnown, ...known}, pane: options.pane, size, now: Date.now(), readOnly: options.readOnly, style});
		process.stdout.write(`\u001B[?2026h\u001B[H${lines.map(line => `\u001B[2K${line}`).join('\n')}\u001B[?2026l`);
	};

	paint();
	if (options.demo) {
		return {known, release};
	}

	const endpoint = resolveEndpoint({...surroundings, host: options.host, context: options.context});
	const timer = setTimeout(() => {
		waiting.abort();
	}, patience);
	try {
		const found = await Promise.race([endpoint, rejectedWith(waiting.signal)]);
		known = {endpoint: found};
		if (options.pane === 'containers') {
			known = {endpoint: found, containers: {items: await firstList(found, waiting.signal), loaded: true}};
		}

		paint();
	} catch {
		// The UI asks again, and tells what is wrong.
	} finally {
		clearTimeout(timer);
	}

	return {endpoint, known, release};
}

async function rejectedWith(signal: AbortSignal): Promise<never> {
	await once(signal, 'abort');
	throw new Error('nothing came in time');
}

/** Takes the terminal until the returned function is called; when the program ends before, it is put back. `onEnd`: it was told to end. */
function takeTerminal(onEnd: () => void): Opening['release'] {
	let code: number | undefined;
	const end = (signal: NodeJS.Signals) => {
		code ??= 128 + os.constants.signals[signal];
		onEnd();
	};

	const onGone = () => {
		end('SIGHUP');
	};

	const putBack = () => {
		process.stdout.write(leave);
		process.stdin.setRawMode(false);
	};

	// Stopped now, it would leave the terminal as it is to the shell: that waits for the UI, which can put it back.
	const notNow = () => undefined;
	process.on('SIGTSTP', notNow);
	process.on('exit', putBack);
	process.stdout.on('error', onGone);
	for (const signal of signals) {
		process.on(signal, end);
	}

	// What is typed now waits in the terminal for the UI; it must not be echoed into the picture.
	process.stdin.setRawMode(true);
	process.stdout.write(enter);
	return () => {
		process.off('SIGTSTP', notNow);
		process.off('exit', putBack);
		process.stdout.off('error', onGone);
		for (const signal of signals) {
			process.off(signal, end);
		}

		return code;
	};
}
