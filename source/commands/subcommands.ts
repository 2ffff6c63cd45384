import {subcommand, type AnySubcommand} from './subcommand.ts';

/** Every command without the UI, in the order of the help. A new one is one entry here and one file. */
export const subcommands: readonly AnySubcommand[] = [
	subcommand({
		name: 'ps',
		summary: 'The containers: what runs, with state, ports and age.',
		arguments: [],
		flags: {
			all: {type: 'boolean', shortFlag: 'a', help: 'those that do not run as well'},
		},
		async run(given) {
			const {ps} = await import('./ps.ts');
			return ps(given);
		},
	}),
];
