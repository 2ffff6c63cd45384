import {readdir} from 'node:fs/promises';
import path from 'node:path';
import type {Surroundings} from './surroundings.ts';

/** A place where a product is known to listen. */
export type KnownSocket = {
	readonly product: string;
	readonly path: string;
};

/**
The places where engines listen besides the default socket, likeliest first: rootless Docker, Docker Desktop, OrbStack,
Colima, Rancher Desktop, Lima, Podman. Whether anything listens there is not looked at.
*/
export async function wellKnownSockets(surroundings: Surroundings): Promise<readonly KnownSocket[]> {
	const {platform} = surroundings;
	if (platform === 'win32') {
		return windowsPipes;
	}

	const places = await Promise.all([
		...(platform === 'darwin' ? [] : [rootlessDocker(surroundings)]),
		desktops(surroundings),
		colima(surroundings),
		rancherAndLima(surroundings),
		podman(surroundings),
	]);
	const seen = new Map(places.flat().map(place => [place.path, place]));
	return [...seen.values()];
}

const windowsPipes: readonly KnownSocket[] = [
	{product: 'Docker Desktop', path: '//./pipe/dockerDesktopLinuxEngine'},
	{product: 'Podman', path: '//./pipe/podman-machine-default'},
];

function runtimeDirectories({environment, userId}: Surroundings): readonly string[] {
	const named = environment['XDG_RUNTIME_DIR'];
	// A session without login manager, as some over ssh, does not set the variable.
	const usual = userId === undefined ? [] : [`/run/user/${userId}`];
	return [...new Set([...(named ? [named] : []), ...usual])];
}

function rootlessDocker(surroundings: Surroundings): readonly KnownSocket[] {
	return [
		...runtimeDirectories(surroundings).map(directory => path.join(directory, 'docker.sock')),
		path.join(surroundings.home, '.docker/run/docker.sock'),
	].map(place => ({product: 'rootless Docker', path: place}));
}

function desktops({home, platform}: Surroundings): readonly KnownSocket[] {
	return platform === 'darwin'
		? [
			{product: 'Docker Desktop', path: path.join(home, '.docker/run/docker.sock')},
			{product: 'OrbStack', path: path.join(home, '.orbstack/run/docker.sock')},
		]
		: [{product: 'Docker Desktop', path: path.join(home, '.docker/desktop/docker.sock')}];
}

async function colima({environment, home}: Surroundings): Promise<readonly KnownSocket[]> {
	const configHome = environment['XDG_CONFIG_HOME'] || path.join(home, '.config');
	const roots = [environment['COLIMA_HOME'] || path.join(home, '.colima'), path.join(configHome, 'colima')];
	const profiles = await Promise.all(roots.map(async root => inEachFolder(root, 'docker.sock', 'Colima', ['default'])));
	// Before there were profiles the socket lay in the folder itself.
	return [...profiles.flat(), {product: 'Colima', path: path.join(roots[0] ?? home, 'docker.sock')}];
}

async function rancherAndLima({environment, home}: Surroundings): Promise<readonly KnownSocket[]> {
	return [
		{product: 'Rancher Desktop', path: path.join(home, '.rd/docker.sock')},
		...await inEachFolder(environment['LIMA_HOME'] || path.join(home, '.lima'), 'sock/docker.sock', 'Lima', []),
	];
}

async function podman(surroundings: Surroundings): Promise<readonly KnownSocket[]> {
	const {environment, home, platform} = surroundings;
	if (platform !== 'darwin') {
		return [
			...runtimeDirectories(surroundings).map(directory => ({product: 'rootless Podman', path: path.join(directory, 'podman/podman.sock')})),
			{product: 'Podman', path: '/run/podman/podman.sock'},
		];
	}

	const temporary = path.join(environment['TMPDIR'] || '/tmp', 'podman');
	const machines = (await namesIn(temporary)).filter(name => name.endsWith('-api.sock'));
	return [
		...machines.map(name => path.join(temporary, name)),
		path.join(home, '.local/share/containers/podman/machine/podman.sock'),
	].map(place => ({product: 'Podman', path: place}));
}

async function inEachFolder(root: string, rest: string, product: string, expected: readonly string[]): Promise<readonly KnownSocket[]> {
	const names = (await namesIn(root)).filter(name => !name.startsWith('_') && !name.includes('.'));
	const all = [...new Set([...expected, ...names])];
	return all.map(name => ({product: name === 'default' ? product : `${product} “${name}”`, path: path.join(root, name, rest)}));
}

async function namesIn(directory: string): Promise<readonly string[]> {
	try {
		const names = await readdir(directory);
		return names.toSorted();
	} catch {
		// A product that is not installed has no folder.
		return [];
	}
}
