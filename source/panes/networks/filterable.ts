import type {Filterable} from '../../model/filter.ts';
import type {NetworkRow} from './rows.ts';

/** What a filter finds a network by. */
export function networkFilterable({id, name, driver, scope, subnets, labels, attached}: NetworkRow): Filterable {
	const project = labels['com.docker.compose.project'];
	return {
		text: [name, driver, scope, ...subnets.flatMap(({subnet, gateway}) => [subnet, gateway]), id.slice(0, 12)].filter(Boolean).join(' '),
		name,
		labels,
		state: attached.length > 0 ? 'used' : 'unused',
		...(project !== undefined && {project}),
	};
}
