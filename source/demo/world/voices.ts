import {choose, noise} from '../random.ts';
import type {LogStream} from './log-shelf.ts';
import type {Container} from './types.ts';

export type Line = {readonly stream: LogStream; readonly text: string};

/** Where in its speech a voice is. */
export type Moment = {
	readonly position: number;
	/** Milliseconds since the epoch. */
	readonly time: number;
	/** The stream of `noise` that is the speaker's own. */
	readonly stream: number;
	readonly name: string;
};

type Voice = (moment: Moment, chance: (salt: number) => number) => Line;

const paths = ['/', '/api/products?page=2', '/api/cart', '/api/orders/4711', '/static/app.3f9c1.js', '/favicon.ico', '/healthz', '/search?q=kaffee%20tasse'] as const;
const methods = ['GET', 'GET', 'GET', 'POST', 'PUT'] as const;
const codes = [200, 200, 200, 200, 304, 404, 500] as const;
const iso = (time: number) => new Date(time).toISOString();
const out = (text: string): Line => ({stream: 'stdout', text});
const error = (text: string): Line => ({stream: 'stderr', text});

const voices: Readonly<Record<string, Voice>> = {
	nginx({time}, chance) {
		const code = choose(codes, chance(1));
		const address = `10.0.${Math.floor(chance(2) * 4)}.${Math.floor(chance(3) * 250)}`;
		return code === 500
			? error(`${iso(time).slice(0, 19).replace('T', ' ')} [error] 29#29: *${Math.floor(chance(4) * 9000)} upstream timed out (110: Connection timed out) while reading response header from upstream`)
			: out(`${address} - - [${iso(time)}] "${choose(methods, chance(5))} ${choose(paths, chance(6))} HTTP/1.1" ${code} ${Math.floor(chance(7) * 30_000)} "-" "Mozilla/5.0"`);
	},
	node({time}, chance) {
		const level = choose(['info', 'info', 'info', 'warn', 'error'] as const, chance(1));
		const line = JSON.stringify({
			level, time: iso(time), request: choose(paths, chance(2)), status: choose(codes, chance(3)), milliseconds: Math.floor(chance(4) * 240),
		});
		return level === 'error' ? error(line) : out(line);
	},
	postgres({time, position}, chance) {
		const stamp = `${iso(time).slice(0, 23).replace('T', ' ')} UTC [${60 + (position % 9)}]`;
		return error(chance(1) > 0.9
			? `${stamp} ERROR:  duplicate key value violates unique constraint "orders_pkey"`
			: `${stamp} LOG:  checkpoint complete: wrote ${Math.floor(chance(2) * 900)} buffers (${(chance(3) * 5).toFixed(1)}%); sync=0.00${Math.floor(chance(4) * 9)} s`);
	},
	redis({time, position}, chance) {
		return out(`1:M ${iso(time).slice(0, 23).replace('T', ' ')} * ${chance(1) > 0.5 ? `${Math.ceil(chance(2) * 900)} changes in 60 seconds. Saving...` : `Background saving terminated with success (${position})`}`);
	},
	prometheus({time}, chance) {
		return error(`ts=${iso(time)} caller=${choose(['compact.go:576', 'head.go:1235', 'scrape.go:1308'] as const, chance(1))} level=${choose(['info', 'info', 'warn'] as const, chance(2))} component=tsdb msg="Head GC completed" duration=${(chance(3) * 20).toFixed(3)}ms`);
	},
	colourful({time, position}, chance) {
		const colour = choose([32, 32, 33, 31] as const, chance(1));
		return out(`\u{1B}[2m${iso(time)}\u{1B}[0m \u{1B}[${colour}m${choose(['INFO', 'WARN', 'FAIL'] as const, chance(2))}\u{1B}[0m zustellung ${position}: 東京 → Köln ✓ 📦 ${Math.ceil(chance(3) * 40)} kg`);
	},
	python({time, position}, chance) {
		const stamp = iso(time).slice(0, 23).replace('T', ' ');
		return chance(1) > 0.93
			? error(`${stamp} ERROR worker: task ${position} failed: ConnectionResetError: [Errno 104] Connection reset by peer`)
			: out(`${stamp} INFO worker: task ${position} resized ${Math.ceil(chance(2) * 80)} images in ${(chance(3) * 9).toFixed(2)} s`);
	},
	crash: ({time, position}) => position % 2 === 0
		? out(`${iso(time)} connecting to ledger:5433 …`)
		: error(`${iso(time)} fatal: dial tcp: lookup ledger on 127.0.0.11:53: no such host`),
	shell: ({name, position}) => out(`/ # echo ${name} ${position}`),
	quiet: ({time, position}) => out(`${iso(time)} tick ${position}`),
};

const openings: Readonly<Record<string, readonly Line[]>> = {
	nginx: [out('/docker-entrypoint.sh: Configuration complete; ready for start up'), error('nginx/1.27.2: start worker processes')],
	node: [out('{"level":"info","message":"listening on :3000"}')],
	postgres: [out('PostgreSQL Database directory appears to contain a database; Skipping initialization'), error('LOG:  database system is ready to accept connections')],
	redis: [out('1:M * Ready to accept connections tcp')],
	crash: [out('payments-sync 2.7.0 starting')],
};

/** What a voice says at a moment: always the same for the same moment. */
export function speak(voice: string, moment: Moment): Line {
	const chance = (salt: number) => noise(moment.stream + salt, moment.position);
	return (voices[voice] ?? voices['quiet']!)(moment, chance);
}

/** What a voice says when its container starts. */
export function openingLines(voice: string): readonly Line[] {
	return openings[voice] ?? [];
}

/** The last words of a container that has ended, by its exit code. */
export function closingLines({state, behaviour}: Container): readonly Line[] {
	if (state.oomKilled) {
		return [error('Killed')];
	}

	if (state.exitCode === 1 && behaviour.voice === 'python') {
		return [
			error('Traceback (most recent call last):'),
			error('  File "/app/report.py", line 88, in <module>'),
			error('    rows = load(sys.argv[1])'),
			error('FileNotFoundError: [Errno 2] No such file or directory: \'/data/orders.csv\''),
		];
	}

	return state.exitCode === 0 && behaviour.voice === 'python' ? [out('done.')] : [];
}
