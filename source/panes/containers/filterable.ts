import type {Container} from '../../model/container.ts';
import {stateWords} from '../../model/container-state.ts';
import type {Filterable} from '../../model/filter.ts';
import {formatPorts} from '../../model/ports.ts';

/** What a filter finds a container by. */
export function containerFilterable(container: Container): Filterable {
	const {id, name, image, ports, project, labels} = container;
	const state = stateWords(container);
	return {
		text: [name, image, state, formatPorts(ports, {ascii: true}), id.slice(0, 12), project].filter(Boolean).join(' '),
		name,
		labels,
		state,
		image,
		...(project !== undefined && {project}),
	};
}
