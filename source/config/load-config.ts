import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {ConfigError, defaultConfig, readConfig, type Config} from './config.ts';

/** Where the configuration is when nobody says otherwise: `$XDG_CONFIG_HOME/shipshape/config.yml`, else in `~/.config`. */
export function configFile(environment: NodeJS.ProcessEnv, home: string): string {
	return path.join(environment['XDG_CONFIG_HOME'] || path.join(home, '.config'), 'shipshape', 'config.yml');
}

/** Loads the configuration; one that was asked for by `--config` must be there. Throws a `ConfigError`. */
export async function loadConfig(file: string, mustExist: boolean): Promise<Config> {
	let text: string;
	try {
		text = await readFile(file, 'utf8');
	} catch (error) {
		if (!mustExist && (error as NodeJS.ErrnoException).code === 'ENOENT') {
			return defaultConfig;
		}

		throw new ConfigError(`${file}: it cannot be read (${(error as NodeJS.ErrnoException).code})`);
	}

	// Most people have no such file: the parser is loaded for those who have.
	const {parse, YAMLError} = await import('./yaml.ts');
	try {
		return readConfig(parse(text), file);
	} catch (error) {
		throw error instanceof YAMLError ? new ConfigError(`${file}: ${error.message.split('\n', 1)[0]}`) : error;
	}
}

/** The configuration as a file would say it. */
export async function printableConfig(config: Config): Promise<string> {
	const {stringify} = await import('./yaml.ts');
	return stringify(config);
}
