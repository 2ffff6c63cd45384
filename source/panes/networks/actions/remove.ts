import {isUp} from '../../../model/container-state.ts';
import type {Live} from '../../../store/live.ts';
import {usersInWords} from '../../used-by.ts';
import {containersIn, type NetworkRow} from '../rows.ts';
import {networkAction} from './network-action.ts';

/** `docker network rm` */
export const networkRemoval = networkAction({
	id: 'network.remove',
	title: 'remove',
	progress: 'removing',
	past: 'removed',
	keys: ['d'],
	confirm: 'yes-no',
	bulk: true,
	disabledReason: (row, live) => row.predefined ? `${row.name} is predefined` : usedBy(row, live),
	// The engine lets it go all the same, and those containers cannot be started any more.
	losses(row, _options, live) {
		const users = containersIn(row, live);
		return users.length === 0 ? [] : [`the start of ${usersInWords(users)}, which fails without this network`];
	},
	explain(error, row, live) {
		const reason = usedBy(row, live);
		return reason !== undefined && ['conflict', 'rejected', 'failed'].includes(error.kind) ? `remove ${row.name}: ${reason}` : undefined;
	},
	words: ({name}) => ['network', 'rm', name],
	act: async ({id}, {engine, signal}) => engine.networks.remove(id, {signal}),
});

function usedBy(row: NetworkRow, live: Live): string | undefined {
	const users = containersIn(row, live).filter(container => isUp(container));
	return users.length > 0 ? `used by ${usersInWords(users)}` : undefined;
}
