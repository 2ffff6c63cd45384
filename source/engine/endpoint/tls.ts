import {readFile} from 'node:fs/promises';
import path from 'node:path';
import type {TlsFiles} from '../../model/endpoint.ts';
import {neutralise} from '../../terminal/neutralise.ts';
import {codeOf, EndpointError, reasonOf} from './endpoint-error.ts';
import {configDirectory, variable, type Surroundings} from './surroundings.ts';

type Material = Omit<TlsFiles, 'verify'>;

/**
The TLS that the environment asks for, by docker's rules: any value of DOCKER_TLS_VERIFY means TLS with a check of the
server, any of DOCKER_TLS one without; files from DOCKER_CERT_PATH, else from the configuration's folder. Undefined when it asks for none.
A missing certificate of the client is fine; a missing authority is not when the server is to be checked against it.
*/
export async function environmentTls(surroundings: Surroundings): Promise<TlsFiles | undefined> {
	if (!wantsTls(surroundings)) {
		return undefined;
	}

	const directory = variable(surroundings, 'DOCKER_CERT_PATH') ?? configDirectory(surroundings);
	const verify = variable(surroundings, 'DOCKER_TLS_VERIFY') !== undefined;
	const material = await readMaterial(directory);
	if (verify && material.ca === undefined) {
		throw new EndpointError(neutralise(`DOCKER_TLS_VERIFY is set, but there is no ${path.join(directory, 'ca.pem')}`), {
			kind: 'tls', hint: 'Set DOCKER_CERT_PATH to the folder with ca.pem, cert.pem and key.pem.',
		});
	}

	return {...material, verify};
}

/** True when the environment asks for TLS. */
export function wantsTls(surroundings: Surroundings): boolean {
	return ['DOCKER_TLS_VERIFY', 'DOCKER_TLS'].some(name => variable(surroundings, name) !== undefined);
}

/** The TLS of a context: spoken when it has any file or skips the check. Undefined when it has none. */
export async function contextTls(directory: string, skipVerify: boolean): Promise<TlsFiles | undefined> {
	const material = await readMaterial(directory);
	const hasFiles = Object.keys(material).length > 0;
	return hasFiles || skipVerify ? {...material, verify: !skipVerify} : undefined;
}

async function readMaterial(directory: string): Promise<Material> {
	const [ca, cert, key] = await Promise.all(['ca.pem', 'cert.pem', 'key.pem'].map(async name => readOptional(path.join(directory, name))));
	if ((cert === undefined) !== (key === undefined)) {
		const [present, missing] = cert === undefined ? ['key.pem', 'cert.pem'] : ['cert.pem', 'key.pem'];
		throw new EndpointError(neutralise(`${path.join(directory, present)} is of no use without ${missing} beside it`), {kind: 'tls'});
	}

	if (key !== undefined && /-----BEGIN ENCRYPTED|Proc-Type: *4,ENCRYPTED/.test(key)) {
		throw new EndpointError(neutralise(`the key ${path.join(directory, 'key.pem')} is encrypted, which docker does not support either`), {kind: 'tls'});
	}

	return {...(ca !== undefined && {ca}), ...(cert !== undefined && {cert}), ...(key !== undefined && {key})};
}

async function readOptional(file: string): Promise<string | undefined> {
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) {
			return undefined;
		}

		throw new EndpointError(neutralise(`cannot read ${file}: ${reasonOf(error)}`), {kind: 'tls', cause: error});
	}
}
