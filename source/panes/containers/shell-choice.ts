import {quoteArgument} from '../../model/docker-command.ts';
import {splitWords} from '../../model/shell-words.ts';

/** How a shell is to be opened; what is absent is found or left to the container. */
export type ShellChoice = {
	readonly user?: string;
	readonly folder?: string;
	readonly command?: readonly string[];
};

const flags: Readonly<Record<string, 'user' | 'folder'>> = {'-u': 'user', '--user': 'user', '-w': 'folder', '--workdir': 'folder'};

/** Reads a choice as `docker exec` takes it: `-u USER -w FOLDER COMMAND…`, each of them optional. */
export function readChoice(text: string): {readonly choice: ShellChoice} | {readonly problem: string} {
	let rest = splitWords(text);
	let choice: ShellChoice = {};
	while (rest[0]?.startsWith('-')) {
		// `--user=root`, `-uroot`, `-u root`
		const [name = '', joined] = rest[0].startsWith('--') ? rest[0].split(/=(?<value>.*)/sv, 2) : [rest[0].slice(0, 2), rest[0].slice(2) || undefined];
		const field = flags[name];
		if (field === undefined) {
			return {problem: `${rest[0]} is not known: -u USER, -w FOLDER, then the command`};
		}

		const value = joined ?? rest[1];
		if (value === undefined) {
			return {problem: `${name} wants a ${field === 'user' ? 'user' : 'folder'}`};
		}

		if (field === 'folder' && !value.startsWith('/')) {
			return {problem: 'the folder begins with a /'};
		}

		choice = {...choice, [field]: value};
		rest = rest.slice(joined === undefined ? 2 : 1);
	}

	return {choice: rest.length > 0 ? {...choice, command: rest} : choice};
}

/** A choice as `readChoice` reads it. */
export function writeChoice({command = [], ...place}: ShellChoice): string {
	return [...placeWords(place), ...command].map(word => quoteArgument(word)).join(' ');
}

/** The flags of `docker exec` for user and folder. */
export function placeWords({user, folder}: ShellChoice): readonly string[] {
	return [...user === undefined ? [] : ['-u', user], ...folder === undefined ? [] : ['-w', folder]];
}
