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
	subcommand({
		name: 'ports',
		summary: 'Which port is whose: published, wanted by what does not run, in conflict. With PORT: who has it.',
		arguments: ['[PORT]'],
		flags: {
			all: {type: 'boolean', shortFlag: 'a', help: 'those that are exposed but not published as well'},
		},
		notes: [
			'Exit code 1 with PORT: nobody has it now; what wants it when started is printed all the same.',
			'In the UI it is pane 6.',
		],
		async run(given) {
			const {ports} = await import('./ports.ts');
			return ports(given);
		},
	}),
	subcommand({
		name: 'layers',
		summary: 'The history of an image, oldest step first: sizes, sums, and which layers other images share.',
		arguments: ['IMAGE'],
		flags: {},
		async run(given) {
			const {layers} = await import('./layers.ts');
			return layers(given);
		},
	}),
	subcommand({
		name: 'df',
		summary: 'What fills the disk: images, containers, volumes and build cache, as docker system df counts it.',
		arguments: [],
		flags: {},
		async run(given) {
			const {df} = await import('./df.ts');
			return df(given);
		},
	}),
	subcommand({
		name: 'clean',
		summary: 'What can be removed, and what it frees; removes exactly what it lists.',
		arguments: [],
		flags: {
			dryRun: {type: 'boolean', help: 'only list; so it does without a terminal too, unless --yes is given'},
			yes: {type: 'boolean', shortFlag: 'y', help: 'remove without asking'},
			only: {type: 'string', value: 'KIND,…', help: 'containers, dangling, images, anonymous, volumes, networks, cache; by default all but volumes and images'},
			olderThan: {type: 'string', value: 'TIME', help: 'made, build cache used, longer ago than that: 12h, 7d'},
			label: {type: 'string', isMultiple: true, value: 'K[=V]', help: 'with this label; !K[=V] without it; may be given several times'},
		},
		notes: [
			'images are all that no container uses, dangling ones too; volumes are all unused ones, anonymous ones too.',
			'What has the label shipshape.keep is never listed.',
			'Exit code 1: something could not be removed, or not be read.',
		],
		async run(given) {
			const {clean} = await import('./clean.ts');
			return clean(given);
		},
	}),
	subcommand({
		name: 'doctor',
		summary: 'Whether all is well with the engine and what runs on it, and what to do where it is not.',
		arguments: [],
		flags: {
			run: {type: 'boolean', help: 'also prove the whole way with a container of its own, which pulls nothing and leaves nothing'},
		},
		notes: [
			'Exit code 1: a check failed. Warnings alone leave it at 0.',
		],
		async run(given) {
			const {doctor} = await import('./doctor.ts');
			return doctor(given);
		},
	}),
];
