import process from 'node:process';
import {startDemoEngine} from '../../source/demo/main.ts';

/** A quiet demo engine in a process of its own, so that its work is not counted as ours. Writes its address, ends with its input. */
const engine = await startDemoEngine({containers: Number(process.argv[2] ?? 0), lively: false});
process.stdout.write(`${engine.address}\n`);
process.stdin.resume();
process.stdin.on('end', () => {
	void engine.stop();
});
