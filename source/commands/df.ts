import {answer} from './answer.ts';
import {diskText} from './disk-text.ts';
import {jsonText} from './json.ts';
import {diskJson, type DiskJson} from './overview-json.ts';
import {print} from './print.ts';
import type {Given} from './subcommand.ts';

/** What `shipshape df --json` prints: what the overview has as `disk`. */
export type DfJson = DiskJson;

/** Prints what fills the disk, as `docker system df` counts it; waits as long as the engine needs. Resolves to the exit code. */
export async function df({json, ...given}: Given): Promise<number> {
	return answer(given, async (engine, signal) => {
		const usage = await engine.system.diskUsage({signal});
		const isPrinted = await print(json ? jsonText(diskJson(usage) satisfies DfJson) : `${diskText(usage).join('\n')}\n`);
		return isPrinted ? 0 : 1;
	});
}
