import path from 'node:path';
import {neutralise} from '../../terminal/neutralise.ts';
import {EndpointError} from './endpoint-error.ts';
import {asObject, asText, readJsonFile} from './json-file.ts';
import {configDirectory, variable, type Surroundings} from './surroundings.ts';

/** What docker's `config.json` says about reaching an engine. */
export type DockerConfig = {
	readonly currentContext?: string;
	readonly headers?: Readonly<Record<string, string>>;
};

/** Reads docker's `config.json`; without one everything is left to the defaults. A broken one is an `EndpointError`, lest another engine be chosen than the one it names. */
export async function readDockerConfig(surroundings: Surroundings): Promise<DockerConfig> {
	const file = path.join(configDirectory(surroundings), 'config.json');
	const config = await readJsonFile(file);
	const currentContext = asText(config?.currentContext);
	const fromFile = Object.entries(asObject(config?.HttpHeaders) ?? {}).map(([name, value]) => checkedHeader(name, asText(value), file));
	const fromEnvironment = customHeaders(variable(surroundings, 'DOCKER_CUSTOM_HEADERS') ?? '');
	// The environment replaces the file's headers altogether (docker/cli, cli/command/cli_options.go).
	const headers = fromEnvironment.length > 0 ? fromEnvironment : fromFile;
	return {
		...(currentContext !== '' && {currentContext}),
		...(headers.length > 0 && {headers: Object.fromEntries(headers)}),
	};
}

/** `A=1,"B=2,3"`: comma-separated pairs, each quoted as in a CSV file where it holds a comma. */
function customHeaders(text: string): ReadonlyArray<readonly [string, string]> {
	const fields = text.match(/"(?:[^"]|"")*"|[^",]+/g) ?? [];
	return fields.map(field => {
		const pair = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
		const equals = pair.indexOf('=');
		return checkedHeader(pair.slice(0, Math.max(0, equals)).trim(), pair.slice(equals + 1), 'DOCKER_CUSTOM_HEADERS');
	});
}

function checkedHeader(name: string, value: string, where: string): readonly [string, string] {
	if (!/^[\w!#$%&'*+\-.^`|~]+$/.test(name) || !/^[\t\u{20}-\u{7E}\u{80}-\u{FF}]*$/u.test(value)) {
		throw new EndpointError(neutralise(`${where} holds an HTTP header that cannot be sent: “${name}”`));
	}

	return [name, value];
}
