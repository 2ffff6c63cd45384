import path from 'node:path';
import type {Probe} from './probe.ts';

/** What the choice of an endpoint depends on besides the command line; handed in, so that nothing is read behind the caller's back. */
export type Surroundings = {
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** The user's home folder. */
	readonly home: string;
	readonly platform: NodeJS.Platform;
	/** The number of the user, where there are such; for the place of rootless sockets. */
	readonly userId?: number;
	/** How a socket is tried; by connecting to it unless told otherwise. */
	readonly probe?: Probe;
};

/** A variable of the environment; undefined when it is empty, which docker takes for not set. */
export function variable({environment}: Surroundings, name: string): string | undefined {
	const value = environment[name];
	return value === '' ? undefined : value;
}

/** The folder of docker's configuration: DOCKER_CONFIG, else `~/.docker`. */
export function configDirectory(surroundings: Surroundings): string {
	return variable(surroundings, 'DOCKER_CONFIG') ?? path.join(surroundings.home, '.docker');
}

/** Where an engine listens when nobody says otherwise. */
export function defaultHost(platform: NodeJS.Platform): string {
	return platform === 'win32' ? 'npipe:////./pipe/docker_engine' : 'unix:///var/run/docker.sock';
}
