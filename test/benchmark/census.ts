import {Buffer} from 'node:buffer';
import {renameSync, writeFileSync} from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import process from 'node:process';
import v8 from 'node:v8';

/**
What lives in a process, written as JSON to the file that SHIPSHAPE_CENSUS names whenever it gets SIGUSR2; beside it, every few seconds, how
large V8's heap is. It is loaded into the program from outside (`node --import`): the program knows nothing of it.
*/
export type Census = {
	/** Handles and requests that keep the event loop awake, by kind. */
	readonly resources: Readonly<Record<string, number>>;
	/** Listeners by what is listened to. */
	readonly listeners: Readonly<Record<string, number>>;
	/** Objects that are alive after a collection of garbage, by class. */
	readonly objects: Readonly<Record<string, number>>;
	/** MB (10^6 bytes) of JavaScript's heap after that collection. */
	readonly heap: number;
};

const file = process.env['SHIPSHAPE_CENSUS'];
const heapEvery = 2000;

/** In one step: whoever waits for a file never reads half of it. */
const writeWhole = (name: string, content: string) => {
	writeFileSync(`${name}.new`, content);
	renameSync(`${name}.new`, name);
};

/** What V8 holds, in MB (10^6 bytes). */
export type HeapSize = {
	/** The space for young objects: V8 doubles it whenever much was alive at once, up to 134 MB, and never makes it much smaller. */
	readonly nursery: number;
	/** All of its spaces, with the garbage that is not collected yet. */
	readonly whole: number;
};

const heapSize = (): HeapSize => {
	const spaces = v8.getHeapSpaceStatistics();
	const megabytes = (names: (name: string) => boolean) => spaces.filter(({space_name: name}) => names(name)).reduce((sum, space) => sum + space.physical_space_size, 0) / 1_000_000;
	return {nursery: megabytes(name => name === 'new_space'), whole: megabytes(() => true)};
};

const timer = setTimeout(() => undefined, 0);
clearTimeout(timer);
const classes: Readonly<Record<string, unknown>> = {
	Socket: net.Socket,
	ClientRequest: http.ClientRequest,
	IncomingMessage: http.IncomingMessage,
	Agent: http.Agent,
	AbortSignal,
	Timeout: timer.constructor,
	Promise,
	Map,
	Buffer,
};

const countBy = (names: readonly string[]): Record<string, number> => Object.fromEntries([...new Set(names)].toSorted().map(name => [name, names.filter(other => other === name).length]));

const listenersOf = (name: string, emitter: NodeJS.EventEmitter): ReadonlyArray<readonly [string, number]> => emitter.eventNames().map(event => [`${name} ${String(event)}`, emitter.listenerCount(event)]);

if (file !== undefined) {
	process.on('SIGUSR2', () => {
		// `queryObjects` collects garbage before it counts.
		const objects = Object.fromEntries(Object.entries(classes).map(([name, type]) => [name, v8.queryObjects(type as new () => unknown, {format: 'count'})]));
		const census: Census = {
			resources: countBy(process.getActiveResourcesInfo()),
			listeners: Object.fromEntries([...listenersOf('process', process), ...listenersOf('stdin', process.stdin), ...listenersOf('stdout', process.stdout)]),
			objects,
			heap: process.memoryUsage().heapUsed / 1_000_000,
		};
		writeWhole(file, JSON.stringify(census));
	});
	setInterval(() => {
		writeWhole(`${file}.heap`, JSON.stringify(heapSize()));
	}, heapEvery).unref();
}
