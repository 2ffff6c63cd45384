/** A piece of output as the engine multiplexes it: stream 1 or 2, three zeros, the length, the bytes (moby pkg/stdcopy). */
export function frame(stream: 'stdout' | 'stderr', bytes: Uint8Array | string): Buffer {
	const payload = Buffer.from(bytes);
	const header = Buffer.alloc(8);
	header[0] = stream === 'stdout' ? 1 : 2;
	header.writeUInt32BE(payload.length, 4);
	return Buffer.concat([header, payload]);
}

/** The content type of a stream of output, told from API 1.42 on. */
export const streamType = (terminal: boolean, version: number): string => {
	if (version < 42) {
		return 'application/octet-stream';
	}

	return terminal ? 'application/vnd.docker.raw-stream' : 'application/vnd.docker.multiplexed-stream';
};
