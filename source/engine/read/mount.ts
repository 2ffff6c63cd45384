import type {Mount} from '../../model/mount.ts';
import {fields, filled, text} from './values.ts';

const types: ReadonlySet<string> = new Set(['bind', 'volume', 'tmpfs', 'npipe', 'image']);

function isType(word: string): word is Mount['type'] {
	return types.has(word);
}

/** One entry of `Mounts`, which lists and inspections share. */
export function readMount(value: unknown): Mount {
	const {Type: type, Name: name, Source: source, Destination: destination, RW: writable, Driver: driver} = fields(value);
	const word = text(type);
	const driverName = filled(text(driver));
	return {
		type: isType(word) ? word : 'unknown',
		source: (word === 'volume' ? filled(text(name)) : undefined) ?? text(source),
		destination: text(destination),
		readOnly: writable === false,
		...(driverName !== undefined && {driver: driverName}),
	};
}
