import {Buffer} from 'node:buffer';
import {
	copyFile,
	mkdir,
	mkdtemp,
	rm,
	symlink,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {findStaticBusybox} from './availability.ts';
import {askEngine, requestEngine} from './engine-request.ts';
import {runForText, runProgram} from './run-program.ts';

/** An engine as these fixtures need it: its socket. */
export type Engine = {readonly socketPath: string};

/** Fills a folder and gives it as a tar archive. */
const archiveOf = async (fill: (folder: string) => Promise<void>): Promise<Uint8Array> => {
	const folder = await mkdtemp(path.join(tmpdir(), 'shipshape-image-'));
	try {
		await fill(folder);
		return await runProgram('tar', ['-C', folder, '-c', '.']);
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
};

const fillWithBusybox = async (folder: string): Promise<void> => {
	const busybox = findStaticBusybox();
	if (busybox === undefined) {
		throw new Error('No static busybox (busybox-static) to make an image of');
	}

	await Promise.all(['bin', 'etc', 'tmp', 'root'].map(async name => mkdir(path.join(folder, name))));
	await copyFile(busybox, path.join(folder, 'bin/busybox'));
	await writeFile(path.join(folder, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
	const list = await runForText(busybox, ['--list']);
	const applets = list.split('\n').filter(applet => applet !== 'busybox');
	await Promise.all(applets.map(async applet => symlink('busybox', path.join(folder, 'bin', applet))));
};

const findImage = async ({socketPath}: Engine, reference: string): Promise<string | undefined> => {
	const {status, body} = await requestEngine(socketPath, 'GET', `/images/${encodeURIComponent(reference)}/json`);
	return status === 200 ? (body as {readonly Id: string}).Id : undefined;
};

/** Makes an image by a request whose answer is a stream of progress, and gives its id. */
const makeImage = async (engine: Engine, reference: string, requestPath: string, archive: Uint8Array): Promise<string> => {
	const progress = await askEngine(engine.socketPath, 'POST', requestPath, archive);
	const id = await findImage(engine, reference);
	if (id === undefined) {
		throw new Error(`Image ${reference} was not made: ${JSON.stringify(progress)}`);
	}

	return id;
};

let busyboxArchive: Promise<Uint8Array> | undefined;

/** Makes an image of one layer (2 MB) with all of busybox in it, without a network, unless the engine has it. Gives its id. */
export const busyboxImage = async (engine: Engine, reference = 'busybox:latest'): Promise<string> => {
	const present = await findImage(engine, reference);
	if (present !== undefined) {
		return present;
	}

	busyboxArchive ??= archiveOf(fillWithBusybox);
	const [repository = '', tag = 'latest'] = reference.split(/:(?=[^\/:]+$)/v, 2);
	const query = new URLSearchParams([['fromSrc', '-'], ['repo', repository], ['tag', tag], ['changes', 'CMD ["sh"]'], ['changes', 'ENV PATH=/bin']]);
	return makeImage(engine, reference, `/images/create?${query.toString()}`, await busyboxArchive);
};

/** Its layers on top of busybox, oldest first, and what they hold: the picture a layers view must show. */
export const layeredDockerfile = `FROM busybox:latest
LABEL org.opencontainers.image.title="layered"
ENV GREETING=hello
WORKDIR /srv
COPY big.bin /srv/big.bin
COPY files/ /srv/files/
RUN chmod 600 /srv/big.bin
RUN rm /srv/files/gone.txt && echo changed > /srv/files/kept.txt && echo added > /srv/files/added.txt
EXPOSE 8080
CMD ["sh", "-c", "echo $GREETING"]
`;

/** Size in bytes of the file that one layer adds and a later one copies up only to change its mode: that many are wasted. */
export const layeredBigFileSize = 64 * 1024;

const fillBuildContext = async (folder: string): Promise<void> => {
	await mkdir(path.join(folder, 'files'));
	await Promise.all([
		writeFile(path.join(folder, 'Dockerfile'), layeredDockerfile),
		writeFile(path.join(folder, 'big.bin'), Buffer.alloc(layeredBigFileSize, 7)),
		writeFile(path.join(folder, 'files/kept.txt'), 'kept\n'),
		writeFile(path.join(folder, 'files/gone.txt'), 'gone\n'),
	]);
};

/** Builds an image of several layers (the classic builder, no network) unless the engine has it: see `layeredDockerfile`. Gives its id. */
export const layeredImage = async (engine: Engine, reference = 'shipshape/layered:1'): Promise<string> => {
	const present = await findImage(engine, reference);
	if (present !== undefined) {
		return present;
	}

	await busyboxImage(engine);
	const query = new URLSearchParams({t: reference, networkmode: 'none', rm: '1'});
	return makeImage(engine, reference, `/build?${query.toString()}`, await archiveOf(fillBuildContext));
};
