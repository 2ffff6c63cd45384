import process from 'node:process';
import type {Endpoint} from '../model/endpoint.ts';
import type {EngineInfo} from '../model/engine-info.ts';
import {print} from './print.ts';
import {chooseEndpoint, withEngine, type EngineChoice} from './reach-engine.ts';
import {runCommand} from './run-command.ts';

type Fact = readonly [name: string, value: string];

/**
Prints which shipshape this is, then which engine is meant and by which rule, then who answers there. What is known is printed even
when the next step fails. Resolves to the exit code of `runCommand`: 3 when no engine could be reached.
*/
export async function verboseVersion(version: string, choice: EngineChoice): Promise<number> {
	return runCommand(async signal => {
		const isStarted = await printFacts([['shipshape', version], ['Node', process.versions.node]]);
		const endpoint = await chooseEndpoint(choice);
		const isPlaced = await printFacts(endpointFacts(endpoint));
		const isComplete = await printFacts(engineFacts(await withEngine(endpoint, signal, async ({info}) => info, {log: choice.log})));
		return isStarted && isPlaced && isComplete ? 0 : 1;
	});
}

function endpointFacts({url, context, chosenBy, pinnedVersion}: Endpoint): readonly Fact[] {
	return [
		['endpoint', url],
		['context', context],
		['chosen by', chosenBy],
		...(pinnedVersion === undefined ? [] : [['pinned API', pinnedVersion] as const]),
	];
}

function engineFacts({product, version, apiVersion, os, architecture, storageDriver}: EngineInfo): readonly Fact[] {
	return [
		['engine', `${product} ${version}`],
		['API', apiVersion],
		['system', os],
		['architecture', architecture],
		['storage driver', storageDriver],
	];
}

const nameWidth = 'storage driver'.length + 2;

async function printFacts(facts: readonly Fact[]): Promise<boolean> {
	return print(facts.map(([name, value]) => `${name.padEnd(nameWidth)}${value}\n`).join(''));
}
