import path from 'node:path';
import process from 'node:process';
import {type TestContext} from 'node:test';
import {startDemoEngine, type DemoEngine} from '../../source/demo/main.ts';
import {type Environment} from '../support/bare-environment.ts';
import {startProxy, type Proxy} from '../support/proxy.ts';
import {openTerminal, type OpenTerminal} from '../support/terminal.ts';

/**
The built program; another build is named by SHIPSHAPE_BUILD, its folder.
*/
export const programFile = path.resolve(process.env.SHIPSHAPE_BUILD ?? 'dist', 'cli.js');

export type ProgramOptions = {
	/**
	DOCKER_HOST; absent: whatever the program finds.
	*/
	readonly host?: string;
	readonly flags?: readonly string[];
	/**
	For node itself.
	*/
	readonly nodeFlags?: readonly string[];
	/**
	Default 120.
	*/
	readonly columns?: number;
	/**
	Default 40.
	*/
	readonly rows?: number;
	readonly env?: Environment;
};

/**
The command that runs the program, and the terminal it runs in.
*/
export const terminalOptions = ({host, flags = [], nodeFlags = [], columns, rows, env}: ProgramOptions) => ({
	command: [process.execPath, ...nodeFlags, programFile, ...flags],
	env: {DOCKER_HOST: host, ...env},
	columns,
	rows,
});

/**
Runs the program in a terminal of its own until the test ends.
*/
export const openProgram = (context: TestContext, options: ProgramOptions): OpenTerminal => {
	const terminal = openTerminal(terminalOptions(options));
	context.after(terminal.close);
	return terminal;
};

/**
A demo engine in which nothing happens by itself, until the test ends.
*/
export const quietEngine = async (context: TestContext, containers = 0): Promise<DemoEngine> => {
	const engine = await startDemoEngine({lively: false, containers});
	context.after(engine.stop);
	return engine;
};

/**
A proxy in front of an engine, until the test ends.
*/
export const openProxy = async (context: TestContext, socketPath: string): Promise<Proxy> => {
	const proxy = await startProxy(socketPath);
	context.after(proxy.stop);
	return proxy;
};

/**
Counts requests for the four lists, by kind.
*/
export const listRequests = (proxy: Proxy) => ({
	containers: proxy.count(/^GET \S*\/containers\/json/v),
	images: proxy.count(/^GET \S*\/images\/json/v),
	networks: proxy.count(/^GET \S*\/networks(?:\?|$)/v),
	volumes: proxy.count(/^GET \S*\/volumes(?:\?|$)/v),
});
