import {createHash} from 'node:crypto';
import {
	mkdir,
	mkdtemp,
	rm,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {TestContext} from 'node:test';
import type {ProbeResult} from '../../../source/engine/endpoint/probe.ts';
import type {Surroundings} from '../../../source/engine/endpoint/surroundings.ts';

/** A home of its own for one test, gone after it. */
export async function temporaryHome(context: TestContext): Promise<string> {
	const home = await mkdtemp(path.join(tmpdir(), 'shipshape-endpoint-'));
	context.after(async () => {
		await rm(home, {recursive: true, force: true});
	});
	return home;
}

/** Surroundings that hold nothing but what is named; a socket that is not in `sockets` is missing. */
export function surroundingsOf(home: string, {environment = {}, sockets = {}, platform = 'linux', userId}: {
	readonly environment?: Surroundings['environment'];
	readonly sockets?: Readonly<Record<string, ProbeResult>>;
	readonly platform?: NodeJS.Platform;
	readonly userId?: number;
} = {}): Surroundings {
	return {
		environment, home, platform, userId, probe: async place => sockets[place] ?? 'missing',
	};
}

/** Writes files under a folder, making folders as needed. */
export async function writeFiles(root: string, files: Readonly<Record<string, string>>): Promise<void> {
	for (const [name, content] of Object.entries(files)) {
		const file = path.join(root, name);
		await mkdir(path.dirname(file), {recursive: true});
		await writeFile(file, content);
	}
}

/** The folder name that docker gives a context. */
export function identityOf(name: string): string {
	return createHash('sha256').update(name).digest('hex');
}

/** The files of a context in a home. */
export function contextFiles(name: string, host: string, {skipVerify = false, description = '', tls = {}}: {
	readonly skipVerify?: boolean;
	readonly description?: string;
	readonly tls?: Readonly<Record<string, string>>;
} = {}): Readonly<Record<string, string>> {
	const metadata = {Name: name, Metadata: {Description: description}, Endpoints: {docker: {Host: host, SkipTLSVerify: skipVerify}}};
	const secrets = Object.entries(tls).map(([file, content]) => [`.docker/contexts/tls/${identityOf(name)}/docker/${file}`, content] as const);
	return {[`.docker/contexts/meta/${identityOf(name)}/meta.json`]: JSON.stringify(metadata), ...Object.fromEntries(secrets)};
}

/** Docker's `config.json` in a home. */
export function configFile(config: unknown): Readonly<Record<string, string>> {
	return {'.docker/config.json': JSON.stringify(config)};
}
