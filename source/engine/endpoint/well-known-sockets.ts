import {readdir} from 'node:fs/promises';
import path from 'node:path';
import {variable, type Surroundings} from './surroundings.ts';

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

	const profiles = await Promise.all([colima(surroundings), rancherAndLima(surroundings), podman(surroundings)]);
	const places = [...(platform === 'darwin' ? [] : rootlessDocker(surroundings)), ...desktops(surroundings), ...profiles.flat()];
	return new Map(places.map(place => [place.path, place])).values().toArray();
}

const windowsPipes: readonly KnownSocket[] = [
	{product: 'Docker Desktop', path: '//./pipe/dockerDesktopLinuxEngine'},
	{product: 'Podman', path: '//./pipe/podman-machine-default'},
];

function runtimeDirectories(surroundings: Surroundings): readonly string[] {
	const {userId} = surroundings;
	// A session without login manager, as some over ssh, does not set the variable.
	const usual = userId === undefined ? undefined : `/run/user/${userId}`;
	return [variable(surroundings, 'XDG_RUNTIME_DIR'), usual].filter(directory => directory !== undefined);
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

async function colima(surroundings: Surroundings): Promise<readonly KnownSocket[]> {
	const {home} = surroundings;
	const root = variable(surroundings, 'COLIMA_HOME') ?? path.join(home, '.colima');
	const newerRoot = path.join(variable(surroundings, 'XDG_CONFIG_HOME') ?? path.join(home, '.config'), 'colima');
	const profiles = await Promise.all([root, newerRoot].map(async folder => inEachFolder(folder, 'docker.sock', 'Colima', ['default'])));
	// Before there were profiles the socket lay in the folder itself.
	return [...profiles.flat(), {product: 'Colima', path: path.join(root, 'docker.sock')}];
}

async function rancherAndLima(surroundings: Surroundings): Promise<readonly KnownSocket[]> {
	const {home} = surroundings;
	const lima = await inEachFolder(variable(surroundings, 'LIMA_HOME') ?? path.join(home, '.lima'), 'sock/docker.sock', 'Lima', []);
	return [{product: 'Rancher Desktop', path: path.join(home, '.rd/docker.sock')}, ...lima];
}

async function podman(surroundings: Surroundings): Promise<readonly KnownSocket[]> {
	const {home, platform} = surroundings;
	if (platform !== 'darwin') {
		return [
			...runtimeDirectories(surroundings).map(directory => ({product: 'rootless Podman', path: path.join(directory, 'podman/podman.sock')})),
			{product: 'Podman', path: '/run/podman/podman.sock'},
		];
	}

	const temporary = path.join(variable(surroundings, 'TMPDIR') ?? '/tmp', 'podman');
	const names = await namesIn(temporary);
	return [
		...names.filter(name => name.endsWith('-api.sock')).map(name => path.join(temporary, name)),
		path.join(home, '.local/share/containers/podman/machine/podman.sock'),
	].map(place => ({product: 'Podman', path: place}));
}

async function inEachFolder(root: string, rest: string, product: string, expected: readonly string[]): Promise<readonly KnownSocket[]> {
	const names = await namesIn(root);
	const instances = names.filter(name => !name.startsWith('_') && !name.includes('.'));
	return [...new Set([...expected, ...instances])].map(name => ({product: name === 'default' ? product : `${product} “${name}”`, path: path.join(root, name, rest)}));
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
