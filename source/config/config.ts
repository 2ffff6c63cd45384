import {themeNames, type ThemeName} from './theme.ts';

/** What the configuration file can say. */
export type Config = {
	readonly theme: ThemeName;
	readonly ascii: boolean;
	readonly readOnly: boolean;
	readonly cleanUp: {
		/** Labels (`KEY` or `KEY=VALUE`) whose objects are never offered for removal. */
		readonly keep: readonly string[];
	};
};

export const defaultConfig: Config = {theme: 'terminal', ascii: false, readOnly: false, cleanUp: {keep: []}};

/** The configuration cannot be read: one plain sentence that names the file. */
export class ConfigError extends Error {
	override readonly name = 'ConfigError';
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads what stands in a configuration file, once parsed; what it does not say is as by default. Throws a `ConfigError` that names what is wrong. */
export function readConfig(value: unknown, file: string): Config {
	const wrong = (what: string): never => {
		throw new ConfigError(`${file}: ${what}`);
	};

	const fields = (given: unknown, place: string, known: readonly string[]): Fields => {
		if (given === undefined || given === null) {
			return {};
		}

		if (typeof given !== 'object' || Array.isArray(given)) {
			return wrong(`${place} must hold ${known.join(', ')}`);
		}

		const unknown = Object.keys(given).find(key => !known.includes(key));
		return unknown === undefined ? given as Fields : wrong(`there is no "${unknown}" in ${place}, only ${known.join(', ')}`);
	};

	const flag = (given: unknown, key: string): boolean => given === undefined ? false : (typeof given === 'boolean' ? given : wrong(`${key} must be true or false`));
	const top = fields(value, 'the file', ['theme', 'ascii', 'readOnly', 'cleanUp']);
	const {keep = []} = fields(top['cleanUp'], 'cleanUp', ['keep']);
	const theme = themeNames.find(name => name === (top['theme'] ?? defaultConfig.theme)) ?? wrong(`theme must be one of ${themeNames.join(', ')}`);
	const labels: readonly unknown[] = Array.isArray(keep) ? keep : wrong('cleanUp.keep must be a list of labels');
	return {
		theme,
		ascii: flag(top['ascii'], 'ascii'),
		readOnly: flag(top['readOnly'], 'readOnly'),
		cleanUp: {keep: labels.map(label => typeof label === 'string' && label !== '' ? label : wrong('cleanUp.keep must be a list of labels, KEY or KEY=VALUE'))},
	};
}
