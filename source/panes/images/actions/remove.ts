import {shortId} from '../../../model/image-name.ts';
import {isUp} from '../../../model/container-state.ts';
import {dockerCommand} from '../../../model/docker-command.ts';
import {decimalSize} from '../../../model/size.ts';
import type {Action} from '../../../store/action.ts';
import {usersInWords} from '../../used-by.ts';
import {conflictInWords} from '../conflict.ts';
import type {ImageRow} from '../rows.ts';

const force = 'force';

/** Why the engine refuses without `force`. */
function needsForce({names, usedBy}: ImageRow): string | undefined {
	const reasons = [
		names.length > 1 && `it has ${names.length} names`,
		usedBy.length > 0 && `it is used by ${usersInWords(usedBy)}`,
	].filter(reason => reason !== false);
	return reasons.length === 0 ? undefined : `${reasons.join(' and ')}: f forces it`;
}

function losses({digests, names, usedBy}: ImageRow): readonly string[] {
	return [
		...names.length > 1 ? [`all its names: ${names.join(', ')}`] : [],
		...usedBy.length > 0 ? [`the name of the image of ${usersInWords(usedBy)}`] : [],
		digests.length > 0 ? 'the image, until it is pulled again' : 'the image: no registry is known to have it, only a build or a load brings it back',
	];
}

/**
Deletes an image with its names. By its id, so that a tag that moves meanwhile takes no other image along: an engine then
refuses what has several names or stopped containers, unless it is forced.
*/
export const imageRemoval: Action<ImageRow> = {
	id: 'image.remove',
	title: 'remove',
	progress: 'removing',
	past: 'removed',
	keys: ['d'],
	confirm: 'yes-no',
	bulk: true,
	options: [{key: 'f', id: force, title: 'also with several names or stopped containers'}],
	disabledReason({usedBy}) {
		const up = usedBy.filter(container => isUp(container));
		return up.length > 0 ? `used by ${usersInWords(up)}` : undefined;
	},
	refusal: (row, options) => options.has(force) ? undefined : needsForce(row),
	losses,
	describe: ({size, state, dangling, usedBy}) => [decimalSize(size, 3), usedBy.length > 0 ? `used by ${usersInWords(usedBy)}` : state, dangling && usedBy.length > 0 && 'dangling'].filter(words => words !== false).join(', '),
	fingerprint: ({names, usedBy}) => `${names.length > 0 ? names.join(', ') : 'no name'}, ${usedBy.length > 0 ? `used by ${usersInWords(usedBy, usedBy.length)}` : 'unused'}`,
	command: (row, {options}) => dockerCommand('image', 'rm', ...options.has(force) ? ['--force'] : [], row?.tags.length === 1 ? row.tags[0]! : shortId(row?.id ?? '')),
	async run(row, {engine, signal, options}) {
		const {deleted} = await engine.images.remove(row!.id, {force: options.has(force), signal});
		return deleted.length === 0 ? 'its names only: its layers are still in use' : undefined;
	},
	explain: conflictInWords,
};
