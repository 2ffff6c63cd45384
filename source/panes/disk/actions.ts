import {bytesInWords, whyInWords} from '../../model/clean-up-words.ts';
import type {Action} from '../../store/action.ts';
import {removalCommand, removeCandidate} from '../../store/clean-up-removal.ts';
import type {DiskRow} from './rows.ts';

/** Removes things of several kinds in the order that works, after a review of its own: what holds what, what is lost, what is freed. */
export const cleanUpAction: Action<DiskRow> = {
	id: 'clean-up.remove',
	title: 'review and remove',
	progress: 'removing',
	past: 'removed',
	keys: ['enter', 'd'],
	confirm: 'typed',
	bulk: true,
	review: 'clean-up',
	losses: ({loss}) => loss === undefined ? [] : [loss],
	describe: row => `${row.kind}, ${whyInWords(row, Date.now())}${row.frees > 0 ? `, frees ${bytesInWords({bytes: row.frees, isAbout: row.isAbout, unknown: 0})}` : ''}`,
	command: row => row ? removalCommand(row) : '',
	async run(row, {engine}) {
		const {status, message} = await removeCandidate(row!, engine);
		if (status !== 'done') {
			throw new Error(message);
		}
	},
};
