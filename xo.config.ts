import type {FlatXoConfig} from 'xo';

/** The floors of the house, top first: a file may import from its own floor's folder and from lower floors, never from a higher one. */
const floors = [
	['cli.ts', 'cli'],
	['commands', 'ui.tsx', 'ui'],
	['app'],
	['panes'],
	['components', 'keys', 'store', 'config'],
	['engine'],
	['model', 'terminal'],
];

const pattern = (places: readonly string[]) => places.map(place => `**/${place}/**`);

const above = (floor: number) => pattern(floors.slice(0, floor).flat().filter(place => !place.includes('.')));

const restrict = (files: string[], group: string[], message: string, extra: object[] = []) => ({
	files,
	rules: {
		'no-restricted-imports': ['error', {patterns: [...(group.length > 0 ? [{group, message}] : []), ...extra]}],
	},
});
const noDockerode = {group: ['dockerode', 'docker-modem'], message: 'Only source/engine knows dockerode.'};
const noDemo = {group: ['**/demo/**'], message: 'The demo engine is started as a server, by the door alone.'};

const config: FlatXoConfig = [
	{
		react: true,
		prettier: false,
		rules: {},
	},
];

void above;
void restrict;
void noDockerode;
void noDemo;
export default config;
