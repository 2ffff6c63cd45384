import process from 'node:process';
import {createInterface} from 'node:readline/promises';
import type {Engine} from '../engine/engine.ts';
import {findCleanUp, type CleanUp} from '../model/clean-up-candidates.ts';
import {choose, planCleanUp, totalOf, type Plan} from '../model/clean-up-plan.ts';
import {bytesInWords} from '../model/clean-up-words.ts';
import type {CleanUpRules} from '../model/clean-up.ts';
import {readCleanUpFacts} from '../store/clean-up-facts.ts';
import {endedSteps, freedSoFar, notRemoved, runCleanUp, type CleanUpRun} from '../store/clean-up-run.ts';
import type {Live} from '../store/live.ts';
import {answer} from './answer.ts';
import {cleanJson} from './clean-json.ts';
import {rulesOf, type CleanFlags} from './clean-rules.ts';
import {cleanText, resultText} from './clean-text.ts';
import {jsonText} from './json.ts';
import {complain, complainOf, print} from './print.ts';
import {readOverview} from './read-overview.ts';
import type {Given} from './subcommand.ts';

/** Who asked for the list waits for its figures. */
const measureWithin = 900_000;

/**
Lists what can be removed by the flags' rules, and removes exactly that: after `--yes`, or once a person at the terminal has typed
so. Resolves to the exit code: 0; 1 when a list could not be read or something could not be removed; 2 for wrong flags.
*/
export async function clean({flags, json, ...given}: Given & {readonly flags: CleanFlags}): Promise<number> {
	const rules = rulesOf(flags);
	if (typeof rules === 'string') {
		await complain(rules, 'shipshape clean --help tells more.');
		return 2;
	}

	const canAsk = process.stdin.isTTY && process.stdout.isTTY && !json;
	const isDry = (flags.dryRun ?? false) || given.readOnly || !(flags.yes || canAsk);
	return answer(given, async (engine, signal) => {
		const live = await readOverview(engine, {signal, measureWithin});
		signal.throwIfAborted();
		const isWhole = await tellFailures(live);
		const {cleanUp, plan} = await planFor(live, rules, engine, signal, given.keep);
		if (!json) {
			await print(cleanText(plan, totalOf(plan.going, cleanUp)));
		}

		if (isDry || plan.going.length === 0) {
			const isPrinted = await print(json ? jsonText(cleanJson(plan, totalOf(plan.going, cleanUp))) : whyNothing(plan, given.readOnly, flags));
			return isPrinted && isWhole ? 0 : 1;
		}

		if (!flags.yes && !await isMeant(plan, signal)) {
			await print('Nothing was removed.\n');
			return isWhole ? 0 : 1;
		}

		const run = await runCleanUp({plan, cleanUp, engine, signal, ...live.disk.usage && {before: live.disk.usage}, ...process.stderr.isTTY && {onChange: progressOf(cleanUp)}});
		const isPrinted = await print(json ? jsonText(cleanJson(plan, run.expected, run)) : resultText(run));
		return isPrinted && isWhole && notRemoved(run).length === 0 ? 0 : 1;
	}, {readOnly: isDry});
}

async function planFor(live: Live, rules: CleanUpRules, engine: Engine, signal: AbortSignal, keep: readonly string[]): Promise<{readonly cleanUp: CleanUp; readonly plan: Plan}> {
	const {containers, images, networks, volumes, disk} = live;
	const now = Date.now();
	const cleanUp = findCleanUp({
		now,
		knowsContainers: containers.loaded,
		containers: containers.items,
		images: images.items,
		networks: networks.items,
		volumes: volumes.items,
		keep,
		usage: disk.usage,
		facts: await readCleanUpFacts(engine, {containers: containers.items, images: images.items}, signal),
	});
	return {cleanUp, plan: planCleanUp(cleanUp, choose(cleanUp, rules, now))};
}

/** False when something could not be read: the list is of the rest. */
async function tellFailures({containers, images, networks, volumes, disk}: Live): Promise<boolean> {
	const failures = [containers, images, networks, volumes, disk].flatMap(({error}) => error ?? []);
	for (const failure of failures) {
		await complainOf(failure);
	}

	return failures.length === 0;
}

function whyNothing({going}: Plan, isReadOnly: boolean, {dryRun}: CleanFlags): string {
	if (going.length === 0) {
		return '';
	}

	return isReadOnly ? 'Nothing was removed: shipshape runs with --read-only.\n' : (dryRun ? 'Nothing was removed: this is a dry run.\n' : 'Nothing was removed: --yes removes exactly these.\n');
}

/** The default is No: only the very words remove anything. */
async function isMeant({going}: Plan, signal: AbortSignal): Promise<boolean> {
	const words = `remove ${going.length}`;
	const reader = createInterface({input: process.stdin, output: process.stdout});
	try {
		const typed = await reader.question(`\nType "${words}" to remove ${going.length === 1 ? 'it' : 'exactly these'}: `, {signal});
		return typed.trim() === words;
	} catch (error) {
		if (signal.aborted) {
			return false;
		}

		throw error;
	} finally {
		reader.close();
	}
}

const pace = 100;

/** One line on standard error that is written over, a few times a second. */
function progressOf(cleanUp: CleanUp): (run: CleanUpRun) => void {
	let last = 0;
	return run => {
		const now = Date.now();
		const isOver = run.phase === 'ended';
		if (now - last < pace && !isOver) {
			return;
		}

		last = now;
		const words = run.phase === 'removing' ? `${endedSteps(run)}/${run.steps.length} · ${bytesInWords(freedSoFar(run, cleanUp))} freed` : `${run.phase}…`;
		process.stderr.write(`\r\u001B[K${isOver ? '' : words}`);
	};
}
