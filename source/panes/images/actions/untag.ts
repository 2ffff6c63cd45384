import {dockerCommand} from '../../../model/docker-command.ts';
import {familiarReference} from '../../../model/reference.ts';
import type {Action} from '../../../store/action.ts';
import {conflictInWords} from '../conflict.ts';
import type {ImageRow} from '../rows.ts';

/** Takes one of several names off an image. The last one is not offered: an engine deletes the image with it. */
export const imageUntagging: Action<ImageRow> = {
	id: 'image.untag',
	title: 'untag',
	progress: 'untagging',
	past: 'untagged',
	keys: [],
	confirm: 'yes-no',
	bulk: false,
	input: {
		title: 'which name to take off',
		choices: row => (row?.tags ?? []).map(tag => ({value: tag, title: familiarReference(tag)})),
	},
	disabledReason({tags}) {
		return tags.length > 1 ? undefined : (tags.length === 1 ? 'it has one name only, and the image goes with it: remove it' : 'it has no name');
	},
	describe: ({names}) => names.join(', '),
	fingerprint: ({names}) => names.join(', '),
	command: (_row, {input}) => dockerCommand('image', 'rm', input),
	async run(_row, {engine, signal, input}) {
		const {deleted} = await engine.images.remove(input, {signal});
		return deleted.length > 0 ? 'it was the last name: the image is deleted' : familiarReference(input);
	},
	explain: conflictInWords,
};
