import type {Container} from '../../../model/container.ts';
import {isUp} from '../../../model/container-state.ts';
import type {Live} from '../../../store/live.ts';
import {anonymousMounts} from '../anonymous-mounts.ts';
import {containerAction} from './container-action.ts';

const anonymousVolumes = 'anonymous-volumes';
const force = 'force';

/** `docker rm` */
export const containerRemoval = containerAction({
	id: 'container.remove',
	title: 'remove',
	progress: 'removing',
	past: 'removed',
	keys: ['d'],
	confirm: 'yes-no',
	options: [
		{key: 'v', id: anonymousVolumes, title: 'also its anonymous volumes'},
		{key: 'f', id: force, title: 'kill what runs first', applies: isUp},
	],
	disabledReason: ({state}) => state === 'removing' ? 'it is being removed already' : undefined,
	refusal: (row, options) => isUp(row) && !options.has(force) ? `it is ${row.state}: stop it first, or have it killed as told below` : undefined,
	losses,
	explain({kind, context: {words = ''}}, row, live) {
		const current = live.containers.items.find(({id}) => id === row.id);
		// Podman answers "failed" where Docker says "conflict".
		const isRefused = kind === 'conflict' || /running|paused/iv.test(words);
		return isRefused && current && isUp(current) ? `remove ${row.name}: it is ${current.state}` : undefined;
	},
	words: ({name}, {options}) => ['rm', ...(options.has(force) ? ['--force'] : []), ...(options.has(anonymousVolumes) ? ['--volumes'] : []), name],
	act: async ({id}, {engine, signal, options}) => engine.containers.remove(id, {signal, force: options.has(force), anonymousVolumes: options.has(anonymousVolumes)}),
});

function losses(row: Container, options: ReadonlySet<string>, live: Live): readonly string[] {
	// The engine leaves a volume alone that another container has, whatever was asked for.
	const isShared = (source: string) => live.containers.items.some(({id, mounts}) => id !== row.id && mounts.some(mount => mount.type === 'volume' && mount.source === source));
	const volumes = options.has(anonymousVolumes) ? anonymousMounts(row.mounts, live).filter(({source}) => !isShared(source)) : [];
	return [
		...(row.state === 'created' ? [] : ['changes in its writable layer']),
		...volumes.map(({source, destination}) => `data of anonymous volume ${source.slice(0, 12)}, mounted at ${destination}`),
	];
}
