import {statfs} from 'node:fs/promises';
import process from 'node:process';
import {EndpointError} from '../engine/endpoint/endpoint-error.ts';
import type {Engine} from '../engine/engine.ts';
import {fail, ok, warn, type Check} from '../model/check.ts';
import type {ContainerDetails} from '../model/container.ts';
import {checkClock, checkDisk, checkEndpoint, checkEngine, checkHealth, checkKills, checkPorts, checkRestarts, type DiskRoom} from '../model/diagnose.ts';
import type {Endpoint} from '../model/endpoint.ts';
import {EngineError} from '../model/engine-error.ts';
import {bindingsOf, noBindings} from '../model/port-bindings.ts';
import {jsonText} from './json.ts';
import {complain, print} from './print.ts';
import {chooseEndpoint, withEngine} from './reach-engine.ts';
import {diskLimit} from './read-overview.ts';
import {runCommand} from './run-command.ts';
import type {Given} from './subcommand.ts';
import {trial} from './doctor-trial.ts';

/** What `shipshape doctor --json` prints, once all is checked. */
export type DoctorJson = {readonly checks: readonly Check[]};

type Report = (checks: readonly Check[]) => Promise<void>;

/**
Looks at an engine and what runs on it, and tells each finding as it is made. Resolves to the exit code: 0 when nothing failed, warnings
or not; 1 when something did; 2 when the command line names no engine's address, or wants a trial of a read-only one; 3 when no engine could be reached.
*/
export async function doctor({flags, json, choice, version, readOnly}: Given & {readonly flags: {readonly run?: boolean}}): Promise<number> {
	if (flags.run && readOnly) {
		await complain('--run makes and removes a container of its own, which --read-only forbids');
		return 2;
	}

	return runCommand(async signal => {
		const checks: Check[] = [];
		let isPrinted = true;
		const report: Report = async found => {
			checks.push(...found);
			isPrinted = (json || await print(found.map(check => checkText(check)).join(''))) && isPrinted;
		};

		await report([ok('client', `shipshape ${version}, Node ${process.versions.node}, ${process.platform}`)]);
		const unreached = await examine();
		isPrinted = (!json || await print(jsonText({checks} satisfies DoctorJson))) && isPrinted;
		signal.throwIfAborted();
		return unreached ?? (isPrinted && checks.every(({status}) => status !== 'fail') ? 0 : 1);

		/** Resolves to an exit code when no engine is there to be examined. */
		async function examine(): Promise<number | undefined> {
			let isReached = false;
			try {
				const endpoint = await chooseEndpoint(choice);
				await report(checkEndpoint(endpoint));
				await withEngine(endpoint, signal, async engine => {
					isReached = true;
					await report(endpoint.address.kind === 'tcp' ? [] : [ok('permission', 'the socket may be used')]);
					await report(checkEngine(engine.info));
					await examineEngine(engine, endpoint, signal, report);
					if (flags.run) {
						for await (const check of trial(engine, signal)) {
							await report([check]);
						}
					}
				}, {readOnly: !flags.run, log: choice.log});
			} catch (error) {
				if (!(error instanceof EngineError) || signal.aborted) {
					throw error;
				}

				await report([fail(error.kind === 'permission' ? 'permission' : 'server', error.message, error.context.hint)]);
				return isReached ? undefined : (error instanceof EndpointError && error.isUsage ? 2 : 3);
			}

			return undefined;
		}
	});
}

async function examineEngine(engine: Engine, endpoint: Endpoint, signal: AbortSignal, report: Report): Promise<void> {
	const [clock, disk, room] = await Promise.all([readClock(engine, signal), measure(engine, signal), roomOf(engine, endpoint)]);
	await report([clock, checkDisk(disk, room)]);
	const containers = await engine.containers.list({signal});
	const details = await inspectAll(engine, containers.map(({id}) => id), signal);
	const now = Date.now();
	const services = engine.info.swarmManager ? await engine.swarm.services({signal}) : [];
	const bindings = {...noBindings, bindings: new Map(details.map(one => [one.id, bindingsOf(one)])), services};
	await report([
		...checkKills(details, now),
		...checkRestarts(details, now),
		...checkHealth(details),
		...checkPorts(containers, bindings),
	]);
}

async function readClock(engine: Engine, signal: AbortSignal): Promise<Check> {
	const asked = Date.now();
	try {
		const time = await engine.system.clock({signal});
		const took = Date.now() - asked;
		return checkClock(time - asked - (took / 2), took / 2);
	} catch (error) {
		return warn('clock', messageOf(error, signal));
	}
}

async function measure(engine: Engine, signal: AbortSignal) {
	try {
		return await engine.system.diskUsage({signal, timeout: diskLimit});
	} catch (error) {
		messageOf(error, signal);
		return undefined;
	}
}

/** The engine's failure in words; anything else is thrown on. */
function messageOf(error: unknown, signal: AbortSignal): string {
	if (error instanceof EngineError && !signal.aborted) {
		return error.message;
	}

	throw error;
}

/** The room where the engine keeps its things; undefined where that is no folder of this machine. */
async function roomOf({info}: Engine, {address}: Endpoint): Promise<DiskRoom | undefined> {
	if (address.kind !== 'unix' || info.rootDirectory === '') {
		return undefined;
	}

	try {
		const {bavail: free, blocks: total, bsize: size} = await statfs(info.rootDirectory);
		return {free: free * size, total: total * size};
	} catch {
		return undefined;
	}
}

const atOnce = 4;

/** A container that has gone meanwhile is left out. */
async function inspectAll(engine: Engine, ids: readonly string[], signal: AbortSignal): Promise<readonly ContainerDetails[]> {
	const waiting = [...ids];
	const found: ContainerDetails[] = [];
	const inspect = async () => {
		for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
			try {
				found.push(await engine.containers.inspect(id, {signal}));
			} catch (error) {
				if (!(error instanceof EngineError && error.kind === 'not-found')) {
					throw error;
				}
			}
		}
	};

	await Promise.all(Array.from({length: atOnce}, inspect));
	return found.toSorted((first, second) => first.name.localeCompare(second.name, 'en'));
}

const statusWidth = 'warn'.length + 2;
const titleWidth = 'remove the container'.length + 2;

/** A line, and below it what to do. */
function checkText({title, status, words, advice}: Check): string {
	const indent = ' '.repeat(statusWidth + titleWidth);
	return `${status.padEnd(statusWidth)}${title.padEnd(titleWidth)}${words}\n${advice === undefined ? '' : `${indent}${advice}\n`}`;
}
