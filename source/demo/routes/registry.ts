import {
	ok,
	parameter,
	readBytes,
	type Answer,
	type Exchange,
} from '../exchange.ts';
import {digestOf} from '../random.ts';
import {notFound} from '../refusal.ts';
import {route, type Route} from '../router.ts';
import {
	familiarName,
	findImage,
	lookUpImage,
	repositoryOf,
} from '../world/find.ts';
import {behaviours} from '../world/behaviours.ts';
import {filledLayers, modernLayers} from '../world/layers.ts';
import {giveTag} from '../world/tags.ts';
import {tellImage} from '../world/tell.ts';
import type {Image, Layer} from '../world/types.ts';
import type {World} from '../world/world.ts';

const shortLayer = (layer: Layer) => layer.diffId.slice(7, 19);

const progress = (layer: Layer, status: string, current: number) => ({
	status, id: shortLayer(layer), progressDetail: {current, total: layer.size}, progress: `${Math.round(100 * current / Math.max(1, layer.size))}%`,
});

/** An image nobody has seen yet: what the demo's registry gives for every name but those that say they are missing. */
function inventImage(world: World, name: string): Image {
	const now = world.now();
	const layers = modernLayers([
		[`ADD ${repositoryOf(name)} / # buildkit`, 12.5], [`RUN /bin/sh -c install ${name} # buildkit`, 31], ['CMD ["/bin/sh"]'],
	], now - 86_400_000);
	return {
		id: `sha256:${digestOf(`image ${name}`)}`, parentId: '', tags: [], digests: [`${repositoryOf(name)}@sha256:${digestOf(`manifest ${name}`)}`], created: now - 86_400_000, layers, environment: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'], command: ['/bin/sh'], entrypoint: [], exposedPorts: [], volumes: [], workingDirectory: '', user: '', labels: {}, author: '', behaviour: behaviours.quiet,
	};
}

/** Sends lines of progress one after the other, a little apart in a lively world. */
async function sendLines({world, response}: Exchange, lines: readonly object[]): Promise<void> {
	response.writeHead(200, {'Content-Type': 'application/json'});
	for await (const line of pacedLines(world, lines)) {
		if (response.destroyed) {
			return;
		}

		response.write(`${JSON.stringify(line)}\r\n`);
	}

	response.end();
}

async function * pacedLines(world: World, lines: readonly object[]): AsyncGenerator<object> {
	for (const line of lines) {
		yield world.rest(60).then(() => line);
	}
}

const steps = [0.2, 0.5, 0.8, 1];

/** A tarball becomes an image of one layer. */
const importImage = async (exchange: Exchange): Promise<Answer | void> => {
	const {world, query, request} = exchange;
	const {length} = await readBytes(request);
	const id = `sha256:${world.freshId('import')}`;
	const now = world.now();
	const layer: Layer = {
		diffId: `sha256:${world.freshId('layer')}`, size: length, createdBy: '', created: now, comment: 'Imported from -', empty: false,
	};
	world.images.set(id, {
		...inventImage(world, 'import'), id, digests: [], created: now, layers: [layer], command: [], environment: [],
	});
	const repository = query.get('repo') ?? '';
	tellImage(world, 'import', id, id);
	const image = world.images.get(id);
	if (image && repository !== '') {
		giveTag(world, image, familiarName(query.get('tag') ? `${repository}:${query.get('tag')}` : repository));
	}

	await sendLines(exchange, [{status: id}]);
};

const pull = async (exchange: Exchange): Promise<Answer | void> => {
	const {world, query} = exchange;
	if (query.has('fromSrc')) {
		return importImage(exchange);
	}

	const wish = query.get('fromImage') ?? '';
	const label = query.get('tag') ?? '';
	const name = familiarName(label === '' ? wish : `${wish}${label.startsWith('sha256:') ? '@' : ':'}${label}`);
	if (name.includes('missing')) {
		throw notFound(`pull access denied for ${repositoryOf(name)}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`);
	}

	const known = lookUpImage(world, name);
	const image = known ?? inventImage(world, name);
	const layers = filledLayers(image);
	const title = {status: `Pulling from ${repositoryOf(name)}`, id: name.slice(name.lastIndexOf(':') + 1)};
	const work = known
		? []
		: layers.flatMap(layer => [
			{status: 'Pulling fs layer', progressDetail: {}, id: shortLayer(layer)},
			...steps.map(step => progress(layer, 'Downloading', Math.round(layer.size * step))),
			{status: 'Pull complete', progressDetail: {}, id: shortLayer(layer)},
		]);
	await sendLines(exchange, [title, ...work, {status: `Digest: sha256:${digestOf(`manifest ${name}`)}`}, {status: known ? `Status: Image is up to date for ${name}` : `Status: Downloaded newer image for ${name}`}]);
	if (exchange.response.destroyed && !exchange.response.writableFinished) {
		return;
	}

	if (!known) {
		world.images.set(image.id, {...image, tags: [name]});
	}

	tellImage(world, 'pull', name, repositoryOf(name));
};

/** A push always answers 200; what goes wrong is told inside, as the engine does it. */
const push = async (exchange: Exchange): Promise<void> => {
	const {world, query} = exchange;
	const repository = parameter(exchange, 'name');
	const name = familiarName(query.get('tag') ? `${repository}:${query.get('tag')}` : repository);
	const image = findImage(world, name);
	const title = {status: `The push refers to repository [${repository.includes('.') ? '' : 'docker.io/'}${repository}]`};
	if (!repository.includes('.')) {
		const message = 'denied: requested access to the resource is denied';
		await sendLines(exchange, [title, {errorDetail: {message}, error: message}]);
		return;
	}

	const digest = `sha256:${digestOf(`manifest ${name}`)}`;
	const work = filledLayers(image).flatMap(layer => [...steps.map(step => progress(layer, 'Pushing', Math.round(layer.size * step))), {status: 'Pushed', progressDetail: {}, id: shortLayer(layer)}]);
	await sendLines(exchange, [title, ...work, {status: `${name.slice(name.lastIndexOf(':') + 1)}: digest: ${digest} size: 1991`}]);
	tellImage(world, 'push', name, repository);
};

/** What a registry would be asked. */
export const registryRoutes: readonly Route[] = [
	route('POST', '/images/create', pull),
	route('POST', '/images/{name:.*}/push', push),
	route('POST', '/auth', () => ok({IdentityToken: '', Status: 'Login Succeeded'})),
];
