import type {EngineError} from '../../../model/engine-error.ts';
import {dockerCommand} from '../../../model/docker-command.ts';
import {decimalSize} from '../../../model/size.ts';
import type {Action} from '../../../store/action.ts';
import type {Live} from '../../../store/live.ts';
import {usersInWords} from '../../used-by.ts';
import {
	shownName,
	usersOf,
	volumeRows,
	type VolumeRow,
} from '../rows.ts';

function describeUse(row: VolumeRow): string {
	const users = usersOf(row);
	return users.length > 0 ? `used by ${usersInWords(users)}` : 'unused';
}

function explain(error: EngineError, row: VolumeRow, live: Live): string | undefined {
	const current = volumeRows(live).find(({id}) => id === row.id) ?? row;
	return error.kind === 'conflict' && current.uses.length > 0 ? `could not remove ${shownName(row)}: it is ${describeUse(current)}` : undefined;
}

/** Deletes a volume and all that is in it. Not even force makes an engine take it from a container, not even from a stopped one. */
export const volumeRemoval: Action<VolumeRow> = {
	id: 'volume.remove',
	title: 'remove',
	progress: 'removing',
	past: 'removed',
	keys: ['d'],
	confirm: 'typed',
	bulk: true,
	disabledReason: row => row.uses.length > 0 ? describeUse(row) : undefined,
	losses: row => [`the data of ${row.anonymous ? 'the anonymous volume' : 'volume'} ${shownName(row)}${row.size === undefined ? '' : ` (${decimalSize(row.size, 3)})`}`],
	describe: row => [row.size !== undefined && decimalSize(row.size, 3), row.anonymous && 'anonymous', row.project !== undefined && `project ${row.project}`, describeUse(row)].filter(words => words !== false).join(', '),
	// A volume has no id: one that was made anew under the same name is told by its time.
	fingerprint: row => `${describeUse(row)}, created ${new Date(row.created).toISOString()}`,
	command: row => dockerCommand('volume', 'rm', row?.name ?? ''),
	async run(row, {engine, signal}) {
		await engine.volumes.remove(row!.name, {signal});
	},
	explain,
};
