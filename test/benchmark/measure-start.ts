import {spawnSync} from 'node:child_process';
import process from 'node:process';
import {programFile} from '../program/program.ts';
import {findProgram} from '../support/availability.ts';
import {startProgram} from './program.ts';
import {median} from './statistics.ts';

/** The built program. */
export const ours = [process.execPath, programFile] as const;
/** Every demo engine has it, and sorts it first. */
export const firstRow = 'batch-import';

const docker = findProgram('docker');
const lazydocker = findProgram('lazydocker');

const timeToShow = async (command: readonly string[], address: string): Promise<{readonly first: number; readonly shown: number}> => {
	const program = startProgram(command, address);
	const shown = await program.until(firstRow);
	await program.end();
	return {first: await program.first, shown};
};

const timeOfDocker = (address: string): number => {
	const started = performance.now();
	spawnSync(docker!, ['-H', address, 'ps', '-a']);
	return performance.now() - started;
};

/** Medians in milliseconds; the others' are missing where they are not installed. */
export type Start = {readonly first: number; readonly shown: number; readonly docker?: number; readonly lazydocker?: number};

/** How long it takes until there is something and until there is a container on the screen, in turns with the docker CLI and lazydocker: times of one moment only compare with one another. */
export const measureStart = async (address: string, runs: number): Promise<Start> => {
	const results = [];
	const floor = [];
	const rival = [];
	for (let run = 0; run < runs; run++) {
		results.push(await timeToShow(ours, address));
		if (docker) {
			floor.push(timeOfDocker(address));
		}

		if (lazydocker) {
			rival.push(await timeToShow([lazydocker], address));
		}
	}

	return {
		first: median(results.map(({first}) => first)),
		shown: median(results.map(({shown}) => shown)),
		...docker && {docker: median(floor)},
		...lazydocker && {lazydocker: median(rival.map(({shown}) => shown))},
	};
};
