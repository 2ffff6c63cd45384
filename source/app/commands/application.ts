import {themeNames} from '../../config/theme.ts';
import {tell, type Application} from '../application.ts';
import type {Command} from '../command.ts';
import {openCommandLog} from '../command-log.ts';
import {menu} from '../overlays/menu.tsx';
import {openOverlay} from '../overlays/overlay.ts';

async function openEndpoints(app: Application): Promise<void> {
	const {surroundings} = app;
	try {
		const choices = await surroundings.listEndpoints(app.live.getState().endpoint);
		openOverlay(app.overlays, menu, {
			title: 'engines and contexts',
			cursor: Math.max(0, choices.findIndex(({current}) => current)),
			width: 116,
			empty: 'no context and no socket was found',
			items: () => [
				...choices.map(choice => ({
					id: `${choice.source} ${choice.name}`,
					title: choice.name,
					note: [choice.current ? 'now' : '', choice.url, choice.description].filter(Boolean).join('  '),
					copy: choice.url,
					...choice.problem && {disabledReason: `${choice.url}  ${choice.problem}`},
					run() {
						app.goTo(async () => surroundings.chooseEndpoint(choice));
					},
				})),
				{
					id: 'demo',
					title: 'demo engine',
					note: 'simulated data',
					run() {
						app.goTo(surroundings.startDemo);
					},
				},
			],
		});
	} catch (error) {
		tell(app, (error as Error).message, 'bad');
	}
}

const themeCommands: readonly Command[] = themeNames.map(theme => ({
	id: `theme.${theme}`,
	title: `theme ${theme}`,
	group: 'app',
	keys: [],
	run(app) {
		app.settings.setState({theme});
	},
}));

export const applicationCommands: readonly Command[] = [
	{
		id: 'endpoints',
		title: 'engines and contexts',
		group: 'app',
		keys: ['@'],
		run(app) {
			void openEndpoints(app);
		},
	},
	{
		id: 'log',
		title: 'what was done, with the docker command that does the same',
		group: 'app',
		keys: ['!'],
		run: openCommandLog,
	},
	{
		id: 'demo',
		title: 'demo engine',
		group: 'app',
		keys: ['d'],
		applies: (_scene, app) => app.live.getState().connection.status === 'failed',
		run(app) {
			app.goTo(app.surroundings.startDemo);
		},
	},
	{
		id: 'redraw',
		title: 'redraw',
		group: 'app',
		keys: ['ctrl+l'],
		run(app) {
			app.surroundings.redraw();
		},
	},
	{
		id: 'suspend',
		title: 'back to the shell for a while; fg there comes back',
		group: 'app',
		keys: ['ctrl+z'],
		run(app) {
			void app.suspend();
		},
	},
	...themeCommands,
];
