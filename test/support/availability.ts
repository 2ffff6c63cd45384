import {
	accessSync,
	constants,
	existsSync,
	readFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** Whether real engines can be started here, and if not why. */
export type Availability = {readonly available: true} | {readonly available: false; readonly reason: string};

const isExecutable = (file: string): boolean => {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
};

/** The first program of that name in PATH. */
export const findProgram = (name: string): string | undefined =>
	(process.env.PATH ?? '').split(path.delimiter).map(folder => path.join(folder, name)).find(file => isExecutable(file));

/** Whether a program (64-bit ELF) needs a dynamic loader: it has a program header of type INTERP (3). */
const hasLoader = (file: string): boolean => {
	const bytes = readFileSync(file);
	const headers = Number(bytes.readBigUInt64LE(32));
	const size = bytes.readUInt16LE(54);
	return Array.from({length: bytes.readUInt16LE(56)}, (_, position) => bytes.readUInt32LE(headers + (position * size))).includes(3);
};

/** A busybox that runs in an otherwise empty image: one that needs no dynamic loader. */
export const findStaticBusybox = (): string | undefined =>
	['/bin/busybox', '/usr/bin/busybox', '/usr/local/bin/busybox'].find(file => existsSync(file) && !hasLoader(file));

const lack = (programs: readonly string[]): string | undefined => {
	if (process.platform !== 'linux') {
		return 'engines are started on Linux only';
	}

	if (process.getuid?.() !== 0) {
		return 'engines are started by root only';
	}

	const missing = programs.filter(name => findProgram(name) === undefined);
	if (missing.length > 0) {
		return `not installed: ${missing.join(', ')}`;
	}

	return findStaticBusybox() === undefined ? 'not installed: a static busybox (busybox-static)' : undefined;
};

const availabilityOf = (programs: readonly string[]): Availability => {
	const reason = lack(programs);
	if (reason === undefined) {
		return {available: true};
	}

	if (process.env.SHIPSHAPE_REQUIRE_ENGINE === '1') {
		throw new Error(`SHIPSHAPE_REQUIRE_ENGINE is set, but ${reason}`);
	}

	return {available: false, reason};
};

const tools = ['nsenter', 'unshare', 'ip', 'tar'];

/** Whether a private dockerd can be started. Throws instead of saying no when SHIPSHAPE_REQUIRE_ENGINE=1. */
export const engineAvailability = (): Availability => availabilityOf(['dockerd', 'docker', ...tools]);

/** Whether a private Podman service can be started. Throws instead of saying no when SHIPSHAPE_REQUIRE_ENGINE=1. */
export const podmanAvailability = (): Availability => availabilityOf(['podman', 'runc', ...tools]);

/** For a test's options, `{skip: skipReason()}`: false when engines are available, else the reason that is shown and counted. */
export const skipReason = (availability: Availability = engineAvailability()): string | false =>
	availability.available ? false : `no real engine (${availability.reason})`;
