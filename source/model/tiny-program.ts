import {Buffer} from 'node:buffer';

/** What the program writes to standard output, and how it ends. */
export type TinyProgram = {readonly says: string; readonly exitCode: number};

const origin = 0x40_00_00n;
const headerSize = 64;
const segmentSize = 56;
const codeStart = headerSize + segmentSize;

const machines = {
	x64: {number: 62, code: x64Code},
	arm64: {number: 183, code: arm64Code},
} as const;

/** Names of the architectures that the program can be made for, as engines have them. */
const architectures: Readonly<Record<string, keyof typeof machines>> = {x86_64: 'x64', amd64: 'x64', aarch64: 'arm64', arm64: 'arm64'};

/**
A whole Linux program of some 200 bytes, for an engine's architecture: it needs no library, no shell and no file beside it. Undefined for
an architecture that it is not written for. An ELF header, one segment that is loaded (System V ABI), `write(1, says)` and `exit(exitCode)`.
*/
export function tinyProgram(architecture: string, {says, exitCode}: TinyProgram): Uint8Array | undefined {
	const name = architectures[architecture];
	if (!name) {
		return undefined;
	}

	const {number, code} = machines[name];
	const text = Buffer.from(says, 'utf8');
	const instructions = code(text.length, exitCode);
	const size = codeStart + instructions.length + text.length;
	const header = Buffer.alloc(codeStart);
	header.write('\u{7F}ELF', 'latin1');
	// 64 bits, little endian, version 1; an executable.
	header.set([2, 1, 1], 4);
	header.writeUInt16LE(2, 16);
	header.writeUInt16LE(number, 18);
	header.writeUInt32LE(1, 20);
	header.writeBigUInt64LE(origin + BigInt(codeStart), 24);
	header.writeBigUInt64LE(BigInt(headerSize), 32);
	header.writeUInt16LE(headerSize, 52);
	header.writeUInt16LE(segmentSize, 54);
	header.writeUInt16LE(1, 56);
	// The segment: loaded, readable and executable, the file from its beginning to its end. Kernels have pages of up to 64 KiB.
	header.writeUInt32LE(1, headerSize);
	header.writeUInt32LE(5, headerSize + 4);
	header.writeBigUInt64LE(origin, headerSize + 16);
	header.writeBigUInt64LE(origin, headerSize + 24);
	header.writeBigUInt64LE(BigInt(size), headerSize + 32);
	header.writeBigUInt64LE(BigInt(size), headerSize + 40);
	header.writeBigUInt64LE(0x1_00_00n, headerSize + 48);
	return Buffer.concat([header, instructions, text]);
}

/** `mov eax,1; mov edi,1; lea rsi,[rip+text]; mov edx,length; syscall; mov eax,60; mov edi,exitCode; syscall` */
function x64Code(length: number, exitCode: number): Buffer {
	const code = Buffer.from('b801000000bf01000000488d3500000000ba000000000f05b83c000000bf000000000f05', 'hex');
	// From the end of `lea`, at 17, to the text behind the code.
	code.writeUInt32LE(code.length - 17, 13);
	code.writeUInt32LE(length, 18);
	code.writeUInt32LE(exitCode, 30);
	return code;
}

/** `mov x0,#1; adr x1,text; mov x2,#length; mov x8,#64; svc #0; mov x0,#exitCode; mov x8,#93; svc #0` */
function arm64Code(length: number, exitCode: number): Buffer {
	const move = (register: number, value: number) => 0xD2_80_00_00 + (value * 32) + register;
	const words = [move(0, 1), 0x10_00_00_01 + (7 * 32), move(2, length), move(8, 64), 0xD4_00_00_01, move(0, exitCode), move(8, 93), 0xD4_00_00_01];
	const code = Buffer.alloc(words.length * 4);
	for (const [index, word] of words.entries()) {
		code.writeUInt32LE(word, index * 4);
	}

	return code;
}

/** A tar archive (POSIX ustar) of one executable file, owned by root. */
export function tarOfProgram(name: string, content: Uint8Array): Uint8Array {
	const header = Buffer.alloc(512);
	const octal = (value: number, at: number, length: number) => header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
	header.write(name, 0, 'latin1');
	octal(0o755, 100, 8);
	octal(0, 108, 8);
	octal(0, 116, 8);
	octal(content.length, 124, 12);
	octal(0, 136, 12);
	// The checksum counts itself as blanks.
	header.write(' '.repeat(8), 148, 'latin1');
	header.write('0', 156, 'latin1');
	header.write('ustar\u{0}00', 257, 'latin1');
	header.write(`${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
	const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
	// Two blocks of nothing end an archive.
	return Buffer.concat([header, content, padding, Buffer.alloc(1024)]);
}
