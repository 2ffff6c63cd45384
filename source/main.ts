import os from 'node:os';
import process from 'node:process';
import type {AnyFlag, TypedFlags} from 'meow';
import {ConfigError, type Config} from './config/config.ts';
import {configFile, loadConfig, printableConfig} from './config/load-config.ts';
import {themeNames, type ThemeName} from './config/theme.ts';
import {complain, print} from './commands/print.ts';
import {argumentProblem, flagName, subcommandHelp, type AnySubcommand} from './commands/subcommand.ts';
import {subcommands} from './commands/subcommands.ts';
import type {Endpoint} from './model/endpoint.ts';
import {logFileLevels, type LogFile, type LogFileLevel} from './model/log-file.ts';
import {openScreen} from './opening.ts';
import {paneNames} from './panes/names.ts';

const panes = paneNames.filter(name => subcommands.every(command => command.name !== name));
const usages = subcommands.map(({name, arguments: words, summary}) => [[name, ...words].join(' '), summary] as const);
const usageWidth = Math.max(...usages.map(([usage]) => usage.length));

const help = `
  Usage
    $ shipshape [PANE]        opens the UI, at a pane: ${panes.join(', ')}
    $ shipshape | cat         prints the overview instead, or that of PANE alone; so does --json
    $ shipshape COMMAND       prints, without the UI; --help after it tells more

  Commands
${usages.map(([usage, summary]) => `    ${usage.padEnd(usageWidth)}  ${summary}\n`).join('')}
  Options
    -H, --host URL     the engine: unix://, npipe:// or tcp://
    -c, --context NAME a docker context
        --read-only    nothing that changes an engine can be done
        --demo         the embedded demo engine: simulated data
        --theme NAME   ${themeNames.join(', ')}
        --ascii        no character outside of ASCII
        --config FILE  instead of ~/.config/shipshape/config.yml
        --print-config what is configured, and by default
        --log-file FILE writes down what happens, for a report; --log-level ${logFileLevels.join(', ')}
        --json         the overview, or what the command prints, for machines
        --version      with --verbose: the engine too, and by which rule it was chosen
        --help
`;

const common = {
	host: {type: 'string', shortFlag: 'H'},
	context: {type: 'string', shortFlag: 'c'},
	readOnly: {type: 'boolean', default: false},
	demo: {type: 'boolean', default: false},
	theme: {type: 'string', choices: [...themeNames] as string[]},
	ascii: {type: 'boolean', default: false},
	config: {type: 'string'},
	printConfig: {type: 'boolean', default: false},
	logFile: {type: 'string'},
	logLevel: {type: 'string', choices: [...logFileLevels] as string[]},
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
		cli = await readArguments(arguments_);
	} catch (error) {
		return wrongUsage((error as Error).message.split('\n').map(line => line.trim()).join(' '));
	}

	const {flags: given, input} = cli;
	const command = subcommands.find(({name}) => name === input[0]);
	if (given.help) {
		return await print(command ? subcommandHelp(command) : help.slice(1)) ? 0 : 1;
	}

	if (given.version && !given.verbose) {
		return await print(`${version}\n`) ? 0 : 1;
	}

	const pane = input[0] ?? 'containers';
	const problem = command ? argumentProblem(command, input.slice(1)) : paneProblem(input, pane);
	if (problem !== undefined) {
		return wrongUsage(problem);
	}

	const foreign = Object.entries(given).find(([name, value]) => isGiven(value) && !(name in common) && !(command && name in command.flags))?.[0];
	if (foreign !== undefined) {
		return wrongUsage(isKnown(foreign) ? `${flagName(foreign)} means nothing ${command ? `to "${command.name}"` : 'without a command that has it'}` : `there is no option ${flagName(foreign)}`);
	}

	if (given.host !== undefined && given.context !== undefined) {
		return wrongUsage('--host and --context exclude each other');
	}

	if (given.logLevel !== undefined && given.logFile === undefined) {
		return wrongUsage('--log-level wants --log-file FILE');
	}

	const config = await readConfiguration(given.config);
	if (typeof config === 'string') {
		return wrongUsage(config);
	}

	if (given.printConfig) {
		return await print(await printableConfig(config)) ? 0 : 1;
	}

	const log = given.logFile === undefined ? undefined : await startLog(given.logFile, given.logLevel as LogFileLevel | undefined);
	if (typeof log === 'string') {
		await complain(log);
		return 2;
	}

	const ascii = given.ascii || config.ascii;
	const readOnly = given.readOnly || config.readOnly;
	const {keep} = config.cleanUp;
	const demo = createDemo();
	const options = {host: given.host, context: given.context, demo: given.demo, startDemo: demo.start, log};
	try {
		if (given.version) {
			const {verboseVersion} = await import('./commands/version.ts');
			return await verboseVersion(version, options);
		}

		if (command) {
			return await command.run({keep, choice: options, version, arguments: input.slice(1), flags: given as never, json: given.json, ascii, readOnly});
		}

		if (given.json || !process.stdout.isTTY || !process.stdin.isTTY) {
			const {overview} = await import('./commands/overview.ts');
			return await overview({...options, only: input[0], json: given.json, ascii});
		}

		const settings = {...options, readOnly, theme: (given.theme ?? config.theme) as ThemeName, ascii, pane};
		const opening = await openScreen(settings);
		const {runUi} = await import('./ui.tsx');
		return await runUi({...settings, keep, opening, onEnd: demo.stop});
	} finally {
		await demo.stop();
		await log?.drain();
	}
}

/** The arguments as they are meant; throws for what no option knows. Mostly there are none, and no parser is loaded to find that out. */
async function readArguments(arguments_: readonly string[]): Promise<{readonly flags: TypedFlags<typeof common>; readonly input: readonly string[]}> {
	if (arguments_.length === 0) {
		const defaults = Object.entries(common).flatMap(([name, flag]) => 'default' in flag ? [[name, flag.default] as const] : []);
		return {flags: Object.fromEntries(defaults) as unknown as TypedFlags<typeof common>, input: []};
	}

	const flags = {...flagsOf(subcommands), ...common};
	const {default: meow} = await import('meow');
	return meow(help, {importMeta: import.meta, argv: arguments_, flags, autoHelp: false, autoVersion: false, description: false});
}

function paneProblem(input: readonly string[], pane: string): string | undefined {
	return input.length > 1 || panes.every(name => name !== pane)
		? `"${input.join(' ')}" is no pane: ${panes.join(', ')}; and no command: ${subcommands.map(({name}) => name).join(', ')}`
		: undefined;
}

/** The flags of all commands in one: which of them is meant is known only once they are read. */
function flagsOf(commands: readonly AnySubcommand[]): Record<string, AnyFlag> {
	return Object.fromEntries(commands.flatMap(({flags}) => Object.entries(flags)).map(([name, {help: _help, value: _value, ...flag}]) => [name, flag]));
}

const isKnown = (name: string): boolean => subcommands.some(({flags}) => name in flags);

/** A flag without a default that is not on the command line is false, an empty list or not there. */
function isGiven(value: unknown): boolean {
	return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
}

/** The configuration, or what is wrong with it in a sentence. */
async function readConfiguration(file: string | undefined): Promise<Config | string> {
	try {
		return await loadConfig(file ?? configFile(process.env, os.homedir()), file !== undefined);
	} catch (error) {
		if (error instanceof ConfigError) {
			return error.message;
		}

		throw error;
	}
}

/** The log file, opened; or why it cannot be, in a sentence. */
async function startLog(file: string, level: LogFileLevel = 'info'): Promise<LogFile | string> {
	const {LogFileError, openLog} = await import('./log/open-log.ts');
	try {
		return openLog(file, level, version);
	} catch (error) {
		if (error instanceof LogFileError) {
			return error.message;
		}

		throw error;
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
