import process from 'node:process';
import type {LogFile} from '../model/log-file.ts';
import type {Live} from '../store/live.ts';
import {isUtf8} from '../terminal/colour-level.ts';
import {overviewJson, type OverviewJson} from './overview-json.ts';
import {isLate, overviewText} from './overview-text.ts';
import {complain, complainOf, print} from './print.ts';
import {chooseEndpoint, withEngine, type EngineChoice} from './reach-engine.ts';
import {diskLimit, readOverview} from './read-overview.ts';
import {runCommand} from './run-command.ts';

export type OverviewOptions = EngineChoice & {
	/** The pane that alone is asked for; all of them when absent. */
	readonly only?: string;
	/** As `OverviewJson`, or the part of it that is asked for, not as text. */
	readonly json: boolean;
	/** Text without a character outside of ASCII of our own; also when the locale is not UTF-8. */
	readonly ascii: boolean;
};

/**
Prints what an engine has: as aligned text, or for machines. Resolves to the exit code: 0; 1 when a list could not be read, which
is told on standard error while the others are printed; 2 and 3 as `runCommand` has them.
*/
export async function overview({only, json, ascii, ...choice}: OverviewOptions): Promise<number> {
	return runCommand(async signal => {
		const endpoint = await chooseEndpoint(choice);
		const live = await withEngine(endpoint, signal, async engine => readOverview(engine, {signal, isMeasured: only === undefined || only === 'disk'}), {log: choice.log});
		signal.throwIfAborted();
		const isPrinted = await print(json
			? `${JSON.stringify(partOf(overviewJson(live), only), undefined, 2)}\n`
			: overviewText(live, {now: Date.now(), ascii: ascii || !isUtf8(process.env, process.platform)}, only));
		const isWhole = await tellFailures(live, choice.log);
		return isPrinted && isWhole ? 0 : 1;
	});
}

/** The engine and the list that is asked for. */
function partOf(whole: OverviewJson, only: string | undefined): Partial<OverviewJson> {
	return only === undefined ? whole : Object.fromEntries(Object.entries(whole).filter(([name]) => name === 'engine' || name === only));
}

/** False when something failed. A measurement that takes too long is told, but is no failure. */
async function tellFailures({containers, images, networks, volumes, disk}: Live, log: LogFile | undefined): Promise<boolean> {
	if (isLate(disk.error)) {
		await complain(`the disk usage was not measured within ${diskLimit / 1000} s; the disk pane of the UI waits for it`);
	}

	const failures = [containers, images, networks, volumes, isLate(disk.error) ? {} : disk].flatMap(({error}) => error ?? []);
	for (const failure of failures) {
		log?.write('error', failure.message);
		await complainOf(failure);
	}

	return failures.length === 0;
}
