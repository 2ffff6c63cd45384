import type {Container} from '../../model/container.ts';
import type {Live} from '../../store/live.ts';
import type {Related} from '../pane.ts';
import {imageWords} from './image-words.ts';

const sharing = 'container:';

/** What a container uses and what uses it: its image, networks, named and anonymous volumes, and containers that share a network namespace. */
export function containerRelated(row: Container, live: Live): readonly Related[] {
	const {networkMode = ''} = row;
	const image = live.images.items.find(({id}) => id === row.imageId);
	const networks = live.networks.items.filter(({id, name}) => row.attachments.some(({networkId, networkName}) => networkId === id || networkName === name));
	const sources = new Set(row.mounts.filter(({type}) => type === 'volume').map(({source}) => source));
	const volumes = live.volumes.items.filter(({name}) => sources.has(name));
	const owner = networkMode.startsWith(sharing) ? networkMode.slice(sharing.length) : undefined;
	const sharers = live.containers.items.filter(({id, name, networkMode: mode}) => id !== row.id && (id === owner || name === owner || mode === `${sharing}${row.id}`));
	return [
		...(image ? [{pane: 'images', id: image.id, title: `image ${imageWords(row.image)}`}] : []),
		...networks.map(({id, name}) => ({pane: 'networks', id, title: `network ${name}`})),
		...volumes.map(({id, name, anonymous}) => ({pane: 'volumes', id, title: anonymous ? `anonymous volume ${name.slice(0, 12)}` : `volume ${name}`})),
		...sharers.map(({id, name, state}) => ({pane: 'containers', id, title: `container ${name} (${state}), in the same network namespace`})),
	];
}
