import {writeFile} from 'node:fs/promises';
import {request} from 'node:http';
import process from 'node:process';

/**
Records what an engine answers to everything we ask, a few objects of each kind, as one JSON file:
`node --import=tsx test/engine/recorded/record.ts SOCKET FILE`. It asks only; one container must run.
*/
const [socketPath, file] = process.argv.slice(2);
if (socketPath === undefined || file === undefined) {
	throw new TypeError('record.ts SOCKET FILE');
}

type Fields = Readonly<Record<string, unknown>>;

const most = 3;

async function read(path: string, isEnough: (text: string) => boolean = () => false): Promise<string> {
	return new Promise((resolve, reject) => {
		const outgoing = request({socketPath, path: `/v1.41${path}`}, response => {
			let text = '';
			response.setEncoding('utf8');
			response.on('data', (chunk: string) => {
				text += chunk;
				if (isEnough(text)) {
					response.destroy();
					resolve(text);
				}
			});
			response.on('end', () => {
				resolve(text);
			});
		});
		outgoing.on('error', reject);
		outgoing.end();
	});
}

const ask = async (path: string): Promise<unknown> => JSON.parse(await read(path)) as unknown;
const list = async (path: string): Promise<readonly Fields[]> => await ask(path) as readonly Fields[];

/** Of each sort one: what differs in its fields tells more than many alike. */
function varied(objects: readonly Fields[], sort: (object: Fields) => unknown, count = most): readonly Fields[] {
	const sorts = new Map(objects.map(object => [String(sort(object)), object]));
	return [...sorts.values()].slice(0, count);
}

const weight = (object: Fields): number => JSON.stringify(object).length;
const containers = (await list('/containers/json?all=1&size=1')).toSorted((first, second) => weight(second) - weight(first));
const running = containers.find(({State: state}) => state === 'running');
const ended = containers.find(({State: state}) => state === 'exited');
const images = await list('/images/json');
const networks = await list('/networks');
const volumes = await ask('/volumes') as {readonly Volumes: readonly Fields[]};
const usage = await ask('/system/df') as Readonly<Record<string, readonly Fields[]>>;
const now = Math.floor(Date.now() / 1000);
const events = await read(`/events?since=${now - 86_400}&until=${now}`);
const id = String(running?.['Id']);
const imageId = String(running?.['ImageID']);

const info = await ask('/info') as Fields;

/** Nothing of the machine that it was recorded on. */
function anonymous(text: string): string {
	return [['DockerRootDir', '/var/lib/docker'], ['KernelVersion', '6.1.0'], ['Name', 'recorded'], ['ID', 'REC0']].reduce((changed, [name, other]) => changed.replaceAll(String(info[name!]), () => other!), text).replaceAll(/\/[^"]*\/netns\//gv, '/var/run/docker/netns/');
}

await writeFile(file, `${anonymous(JSON.stringify({
	version: await ask('/version'),
	info,
	containers: varied(containers, ({State: state}) => state),
	container: await ask(`/containers/${id}/json`),
	processes: await ask(`/containers/${id}/top`),
	changes: (await ask(`/containers/${String(ended?.['Id'])}/changes`) as readonly Fields[] | null ?? []).slice(0, most),
	reading: await ask(`/containers/${id}/stats?stream=false`),
	images: varied(images, ({RepoTags: tags}) => JSON.stringify(tags).length),
	image: await ask(`/images/${imageId}/json`),
	history: (await list(`/images/${imageId}/history`)).slice(0, most),
	networks: varied(networks, ({Driver: driver}) => driver),
	network: await ask(`/networks/${String(networks[0]?.['Id'])}`),
	volumes: {...volumes, Volumes: volumes.Volumes.slice(0, most)},
	volume: await ask(`/volumes/${String(volumes.Volumes[0]?.['Name'])}`),
	usage: Object.fromEntries(Object.entries(usage).map(([name, value]) => [name, Array.isArray(value) ? value.slice(0, 2) : value])),
	events: varied(events.split('\n').filter(line => line !== '').map(line => JSON.parse(line) as Fields), ({Type: type, Action: action}) => `${String(type)} ${String(action)}`, 12),
}, undefined, '\t'))}\n`);
