import {EventEmitter, once} from 'node:events';
import type {Engine, EventHandlers} from '../../source/engine/engine.ts';
import type {Container, ContainerDetails} from '../../source/model/container.ts';
import type {EngineEvent} from '../../source/model/event.ts';
import type {EngineInfo} from '../../source/model/engine-info.ts';
import type {Image} from '../../source/model/image.ts';
import type {Network} from '../../source/model/network.ts';
import type {Volume} from '../../source/model/volume.ts';

/**
A container as the adapter would give it.
*/
export const containerOf = (id: string, rest: Partial<Container> = {}): Container => ({
	id, name: id, image: 'image', imageId: 'sha256:1', command: '', created: 0, state: 'running', status: 'Up', ports: [], labels: {}, attachments: [], mounts: [], unreadable: [], ...rest,
});

export type World = {
	containers: Container[];
	images: Image[];
	networks: Network[];
	volumes: Volume[];
	/**
	Ids that were ended for lack of memory.
	*/
	outOfMemory: Set<string>;
};

/**
An engine in memory with the adapter's own face, for what stands above it: it counts what it is asked, and says what a test lets it say.
*/
export const scriptEngine = (world: Partial<World> = {}, info: Partial<EngineInfo> = {}) => {
	const state: World = {
		containers: [], images: [], networks: [], volumes: [], outOfMemory: new Set(), ...world,
	};
	const asked: string[] = [];
	const answered = new EventEmitter();
	let handlers: EventHandlers | undefined;
	/**
	Called before each answer: may wait or throw.
	*/
	let gate: (request: string) => Promise<void> = async () => undefined;
	const answer = async <Value>(request: string, value: () => Value): Promise<Value> => {
		asked.push(request);
		await gate(request);
		const given = value();
		answered.emit('answer');
		return given;
	};

	const engine = {
		endpoint: {address: {kind: 'unix', path: '/scripted.sock'}, url: 'unix:///scripted.sock', context: 'default', chosenBy: 'a test'},
		info: {
			id: 'engine', product: 'Docker', version: '1', apiVersion: '1.41', name: 'host', os: 'linux', architecture: 'x86_64', kernel: '', cpus: 2, memory: 1024, storageDriver: 'overlay2', containerdStore: false, cgroupVersion: '1', rootDirectory: '/', swarmManager: false, ...info,
		},
		readOnly: false,
		containers: {
			list: async (options: {readonly ids?: readonly string[]} = {}) => answer(options.ids ? `list ${options.ids.toSorted().join(',')}` : 'list', () => state.containers.filter(({id}) => options.ids?.includes(id) ?? true)),
			inspect: async (id: string) => answer(`inspect ${id}`, () => ({id, oomKilled: state.outOfMemory.has(id)} as ContainerDetails)),
		},
		images: {list: async () => answer('images', () => [...state.images])},
		networks: {list: async () => answer('networks', () => [...state.networks])},
		volumes: {list: async () => answer('volumes', () => [...state.volumes])},
		system: {ping: async () => answer('ping', () => undefined)},
		async events(given: EventHandlers) {
			await answer('events', () => undefined);
			handlers = given;
		},
		close() {
			asked.push('close');
		},
	} as unknown as Engine;
	return {
		engine,
		world: state,
		asked,
		emit(event: Pick<EngineEvent, 'action' | 'id'> & Partial<EngineEvent>) {
			handlers?.onEvent({
				type: 'container', time: 0, attributes: {}, ...event,
			});
		},
		end(error = new Error('gone')) {
			handlers?.onEnd(error);
		},
		/**
		Resolves when this was asked and answered.
		*/
		async untilAnswered(request: string) {
			while (!asked.includes(request)) {
				await once(answered, 'answer');
			}
		},
		setGate(next: typeof gate) {
			gate = next;
		},
	};
};
