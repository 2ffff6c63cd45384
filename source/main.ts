import process from 'node:process';
import meow from 'meow';
import {themeNames, type ThemeName} from './config/theme.ts';
import {paneNames} from './app/pane-names.ts';
import {complain, print} from './commands/print.ts';
import type {Endpoint} from './model/endpoint.ts';

const help = `
  Usage
    $ shipshape [PANE]        opens the UI, at a pane: ${paneNames.join(', ')}
    $ shipshape | cat         prints the overview instead; so does --json

  Options
    -H, --host URL     the engine: unix://, npipe:// or tcp://
    -c, --context NAME a docker context
        --read-only    nothing that changes an engine can be done
        --demo         the embedded demo engine: simulated data
        --theme NAME   ${themeNames.join(', ')}
        --ascii        no character outside of ASCII
        --json         the overview for machines
        --version      with --verbose: the engine too, and by which rule it was chosen
        --help
`;

const flags = {
	host: {type: 'string', shortFlag: 'H'},
	context: {type: 'string', shortFlag: 'c'},
	readOnly: {type: 'boolean', default: false},
	demo: {type: 'boolean', default: false},
	theme: {type: 'string', choices: [...themeNames] as string[], default: 'terminal'},
	ascii: {type: 'boolean', default: false},
	json: {type: 'boolean', default: false},
	verbose: {type: 'boolean', default: false},
	version: {type: 'boolean', default: false},
	help: {type: 'boolean', shortFlag: 'h', default: false},
} as const;

/** The version of this program; replaced in the bundle. */
declare const shipshapeVersion: string | undefined;
const version = typeof shipshapeVersion === 'string' ? shipshapeVersion : 'development';

/** Reads the arguments and does what they ask; resolves to the exit code. */
export async function main(arguments_: readonly string[]): Promise<number> {
	let cli;
	try {
		cli = meow(help, {importMeta: import.meta, argv: arguments_, flags, autoHelp: false, autoVersion: false, allowUnknownFlags: false, description: false});
	} catch (error) {
		return wrongUsage((error as Error).message);
	}

	const {flags: given, input} = cli;
	if (given.help) {
		return await print(help.slice(1)) ? 0 : 1;
	}

	if (given.version && !given.verbose) {
		return await print(`${version}\n`) ? 0 : 1;
	}

	const pane = input[0] ?? 'containers';
	if (input.length > 1 || !(paneNames as readonly string[]).includes(pane)) {
		return wrongUsage(`"${input.join(' ')}" is no pane: ${paneNames.join(', ')}`);
	}

	if (given.host !== undefined && given.context !== undefined) {
		return wrongUsage('--host and --context exclude each other');
	}

	const demo = createDemo();
	const options = {host: given.host, context: given.context, demo: given.demo, startDemo: demo.start};
	try {
		if (given.version) {
			const {verboseVersion} = await import('./commands/version.ts');
			return await verboseVersion(version, options);
		}

		if (given.json || !process.stdout.isTTY || !process.stdin.isTTY) {
			const {overview} = await import('./commands/overview.ts');
			return await overview({...options, json: given.json, ascii: given.ascii});
		}

		const {runUi} = await import('./ui.tsx');
		return await runUi({...options, readOnly: given.readOnly, theme: given.theme as ThemeName, ascii: given.ascii, pane, onEnd: demo.stop});
	} finally {
		await demo.stop();
	}
}

async function wrongUsage(message: string): Promise<number> {
	await complain(message.trim(), 'shipshape --help tells more.');
	return 2;
}

/** The demo engine is a server like any other; only the door knows that it is ours. */
function createDemo(): {readonly start: () => Promise<Endpoint>; readonly stop: () => Promise<void>} {
	let stop: (() => Promise<void>) | undefined;
	return {
		async start() {
			const {startDemoEngine} = await import('./demo/main.ts');
			await stop?.();
			const engine = await startDemoEngine();
			stop = async () => engine.stop();
			return {address: {kind: 'unix', path: engine.socketPath}, url: 'demo', context: 'demo', chosenBy: 'the demo engine was asked for', demo: true};
		},
		async stop() {
			await stop?.();
			stop = undefined;
		},
	};
}
