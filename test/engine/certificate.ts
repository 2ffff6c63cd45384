import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {promisify} from 'node:util';

const execute = promisify(execFile);

/** A certificate for 127.0.0.1 that vouches for itself, and its key. */
export async function selfSigned(): Promise<{readonly key: string; readonly cert: string}> {
	const folder = await mkdtemp(path.join(tmpdir(), 'certificate-'));
	try {
		const [keyFile, certFile] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
		await execute('openssl', [
			'req',
			'-x509',
			'-newkey',
			'ec',
			'-pkeyopt',
			'ec_paramgen_curve:prime256v1',
			'-nodes',
			'-days',
			'2',
			'-subj',
			'/CN=127.0.0.1',
			'-addext',
			'subjectAltName=IP:127.0.0.1',
			'-keyout',
			keyFile,
			'-out',
			certFile,
		]);
		return {key: await readFile(keyFile, 'utf8'), cert: await readFile(certFile, 'utf8')};
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
}
