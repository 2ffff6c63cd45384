import os from 'node:os';
import process from 'node:process';
import type {Surroundings} from './surroundings.ts';

/** What this process stands in: a copy of its environment, the user's home, the platform. For the door alone: everybody else is handed it. */
export function processSurroundings(): Surroundings & {readonly environment: NodeJS.ProcessEnv} {
	return {environment: {...process.env}, home: os.homedir(), platform: process.platform, userId: process.getuid?.()};
}
