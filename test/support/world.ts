import {type Dockerd} from './dockerd.ts';
import {askEngine, requestEngine} from './engine-request.ts';
import {busyboxImage} from './images.ts';
import {recipes, type Recipe, type WorldName} from './world-recipes.ts';

export type WorldOptions = {
	/** Only these containers; default all that the daemon can have. */
	readonly only?: readonly WorldName[];
};

/** What `populate` made. */
export type World = {
	/** Ids by name, of those that were made. */
	readonly containers: Readonly<Partial<Record<WorldName, string>>>;

	/** The id of a container that was made; throws when it was not. */
	readonly id: (name: WorldName) => string;

	/** Removes all that was made, except images. */
	readonly undo: () => Promise<void>;
};

/** The Compose project's network and volume, with Compose's labels. */
export const worldNetwork = 'shop_default';
export const worldVolume = 'shop_data';

type Made = {readonly name: WorldName; readonly id: string; readonly clear: (() => Promise<void>) | undefined};

const projectLabels = (kind: 'network' | 'volume', name: string) => ({'com.docker.compose.project': 'shop', [`com.docker.compose.${kind}`]: name});

const create = async (dockerd: Dockerd, name: WorldName, recipe: Recipe): Promise<string> => {
	const {HostConfig: hostConfig = {}, ...rest} = recipe.create as {readonly HostConfig?: object};
	const body = {
		Image: 'busybox:latest',
		...rest,
		HostConfig: {NetworkMode: dockerd.hasNetwork ? 'default' : 'none', ...hostConfig},
	};
	const {Id: id} = await askEngine(dockerd.socketPath, 'POST', `/containers/create?name=${name}`, body) as {readonly Id: string};
	return id;
};

const make = async (dockerd: Dockerd, name: WorldName, since: number): Promise<Made> => {
	const recipe: Recipe = recipes[name];
	const id = await create(dockerd, name, recipe);
	const clear = await recipe.cook?.({
		dockerd, name, id, since,
	});
	return {name, id, clear: clear ?? undefined};
};

const isPossible = (dockerd: Dockerd, name: WorldName): boolean => {
	const recipe: Recipe = recipes[name];
	return dockerd.hasNetwork || recipe.needsNetwork !== true;
};

/**
Fills an engine with containers in every state, small and in a few seconds: their names are in `world-recipes.ts`, and say the state.

The Compose project `shop` has three of them, a network and a volume.
*/
export const populate = async (dockerd: Dockerd, options: WorldOptions = {}): Promise<World> => {
	const since = Math.floor(Date.now() / 1000);
	const {socketPath} = dockerd;
	await busyboxImage(dockerd);
	await askEngine(socketPath, 'POST', '/networks/create', {Name: worldNetwork, Labels: projectLabels('network', 'default')});
	await askEngine(socketPath, 'POST', '/volumes/create', {Name: worldVolume, Labels: projectLabels('volume', 'data')});

	const names = (options.only ?? Object.keys(recipes) as WorldName[]).filter(name => isPossible(dockerd, name));
	// The one that comes too late for a port must not come first.
	const late = names.filter(name => name === 'port-conflict');
	const early = names.filter(name => name !== 'port-conflict');
	const made = await Promise.all(early.map(async name => make(dockerd, name, since)));
	const madeLate = await Promise.all(late.map(async name => make(dockerd, name, since)));
	const all = [...made, ...madeLate];
	const containers: Partial<Record<WorldName, string>> = Object.fromEntries(all.map(({name, id}) => [name, id]));

	return {
		containers,
		id(name) {
			const id = containers[name];
			if (id === undefined) {
				throw new Error(`The world has no container "${name}"`);
			}

			return id;
		},
		async undo() {
			await Promise.all(all.map(async ({id, clear}) => {
				await clear?.();
				await requestEngine(socketPath, 'DELETE', `/containers/${id}?force=1&v=1`);
			}));
			await requestEngine(socketPath, 'DELETE', `/networks/${worldNetwork}`);
			await requestEngine(socketPath, 'DELETE', `/volumes/${worldVolume}`);
		},
	};
};
