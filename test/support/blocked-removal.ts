import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {askEngine, requestEngine} from './engine-request.ts';
import {type Engine} from './images.ts';
import {runForText} from './run-program.ts';

type Inspection = {
	readonly GraphDriver?: {readonly Data?: {readonly UpperDir?: string} | null};
	readonly State: {readonly Status: string; readonly Dead: boolean};
};

const inspect = async ({socketPath}: Engine, id: string) => askEngine(socketPath, 'GET', `/containers/${id}/json`) as Promise<Inspection>;

/**
Makes a container dead: an immutable file in its writable layer lets its removal fail half-way. Gives what makes the container removable again.

Needs a file system with attributes (ext4, xfs, btrfs) below the engine, and its overlay2 storage driver.
*/
export const blockRemoval = async (engine: Engine, id: string): Promise<() => Promise<void>> => {
	const {GraphDriver: driver} = await inspect(engine, id);
	const layer = driver?.Data?.UpperDir;
	if (layer === undefined) {
		throw new Error('The engine does not tell where a container\'s files are: a container cannot be made dead here');
	}

	const obstacle = path.join(layer, 'obstacle');
	await writeFile(obstacle, '');
	await runForText('chattr', ['+i', obstacle]);
	const clear = async () => {
		await runForText('chattr', ['-i', obstacle]);
	};

	await requestEngine(engine.socketPath, 'DELETE', `/containers/${id}?force=1`);
	const {State: state} = await inspect(engine, id);
	if (!state.Dead) {
		await clear();
		throw new Error(`A container whose removal failed is ${state.Status}, not dead`);
	}

	return clear;
};
