import {createHash} from 'node:crypto';
import {readdir} from 'node:fs/promises';
import path from 'node:path';
import {neutralise} from '../../terminal/neutralise.ts';
import {codeOf, EndpointError, reasonOf} from './endpoint-error.ts';
import {
	asObject,
	asText,
	readJsonFile,
	type JsonObject,
} from './json-file.ts';
import {configDirectory, type Surroundings} from './surroundings.ts';

/** A context of docker's store. `host` is as it was written, the other texts are neutralised. */
export type DockerContext = {
	readonly name: string;
	readonly description: string;
	readonly host: string;
	readonly skipVerify: boolean;
	readonly tlsDirectory: string;
};

/** A context that cannot be used, and why. */
export type BrokenContext = {
	readonly name: string;
	readonly problem: string;
};

/** The context of this name. One that is missing or broken is an `EndpointError` with the path of its file. */
export async function readContext(name: string, surroundings: Surroundings): Promise<DockerContext> {
	const store = storeOf(surroundings);
	const identity = createHash('sha256').update(name).digest('hex');
	const file = path.join(store, 'meta', identity, 'meta.json');
	const metadata = await readJsonFile(file);
	if (!metadata) {
		throw new EndpointError(neutralise(`there is no context “${name}”: no such file: ${file}`), {
			kind: 'not-found', hint: '`docker context ls` lists the contexts.',
		});
	}

	return readMetadata(metadata, {file, store, identity});
}

/** Every context of the store by name, broken ones with their problem. Not `default`, which has no file. An unreadable store is an `EndpointError`. */
export async function listContexts(surroundings: Surroundings): Promise<ReadonlyArray<DockerContext | BrokenContext>> {
	const store = storeOf(surroundings);
	const identities = await foldersIn(path.join(store, 'meta'));
	const contexts = await Promise.all(identities.map(async identity => readListed(store, identity)));
	return contexts.filter(context => context !== undefined).toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

async function readListed(store: string, identity: string): Promise<DockerContext | BrokenContext | undefined> {
	const file = path.join(store, 'meta', identity, 'meta.json');
	try {
		const metadata = await readJsonFile(file);
		return metadata && readMetadata(metadata, {file, store, identity});
	} catch (error) {
		return {name: neutralise(identity.slice(0, 12)), problem: error instanceof Error ? error.message : String(error)};
	}
}

function readMetadata(metadata: JsonObject, {file, store, identity}: {readonly file: string; readonly store: string; readonly identity: string}): DockerContext {
	const name = asText(metadata.Name);
	if (createHash('sha256').update(name).digest('hex') !== identity) {
		throw new EndpointError(neutralise(`${file} belongs to another context, “${name}”`));
	}

	const docker = asObject(asObject(metadata.Endpoints)?.docker);
	const host = asText(docker?.Host);
	if (host === '') {
		throw new EndpointError(neutralise(`the context “${name}” names no engine: ${file} has no host for docker`));
	}

	return {
		name: neutralise(name),
		description: neutralise(asText(asObject(metadata.Metadata)?.Description)),
		host,
		skipVerify: docker?.SkipTLSVerify === true,
		tlsDirectory: path.join(store, 'tls', identity, 'docker'),
	};
}

function storeOf(surroundings: Surroundings): string {
	return path.join(configDirectory(surroundings), 'contexts');
}

async function foldersIn(directory: string): Promise<readonly string[]> {
	try {
		return await readdir(directory);
	} catch (error) {
		// No store is a store without contexts.
		if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) {
			return [];
		}

		throw new EndpointError(neutralise(`cannot read ${directory}: ${reasonOf(error)}`), {cause: error});
	}
}
