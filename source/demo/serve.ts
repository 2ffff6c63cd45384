import process from 'node:process';
import {parseArgs} from 'node:util';
import {startDemoEngine} from './main.ts';

/**
The demo engine as a process of its own: prints its address on a line and serves until SIGTERM, SIGINT, or the end of its standard input
(so that it never outlives who started it). `--socket PATH`, `--seed N`, `--containers N`, `--quiet`.
*/
const {values} = parseArgs({
	options: {
		socket: {type: 'string'},
		seed: {type: 'string'},
		containers: {type: 'string'},
		quiet: {type: 'boolean', default: false},
	},
});

const engine = await startDemoEngine({
	socketPath: values.socket, seed: Number(values.seed ?? 1), containers: Number(values.containers ?? 0), lively: !values.quiet,
});
process.stdout.write(`${engine.address}\n`);

const leave = () => {
	process.stdin.pause();
	void engine.stop();
};

process.once('SIGTERM', leave);
process.once('SIGINT', leave);
process.stdin.once('end', leave);
process.stdin.resume();
