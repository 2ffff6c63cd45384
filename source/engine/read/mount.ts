import type {Mount} from '../../model/mount.ts';
import type {Reader} from './reader.ts';
import {filled} from './values.ts';

const types: ReadonlySet<string> = new Set(['bind', 'volume', 'tmpfs', 'npipe', 'image']);

function isType(word: string): word is Mount['type'] {
	return types.has(word);
}

/** One entry of `Mounts`, which lists and inspections share. */
export function readMount(own: Reader): Mount {
	const word = own.optionalText('Type');
	const name = filled(own.optionalText('Name'));
	const source = own.optionalText('Source');
	const driver = filled(own.optionalText('Driver'));
	return {
		type: isType(word) ? word : 'unknown',
		source: (word === 'volume' ? name : undefined) ?? source,
		destination: own.text('Destination'),
		readOnly: own.flag('RW') === false,
		...(driver !== undefined && {driver}),
	};
}
