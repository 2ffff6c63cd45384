/** Called for each part of a frame that came: `isStart` with its first bytes, `isEnd` with its last ones. */
export type FrameHandler = (stream: 'stdout' | 'stderr', bytes: Uint8Array, isStart: boolean, isEnd: boolean) => void;

const headLength = 8;

/**
Takes apart what an engine multiplexes: frames of 1 byte stream (2 is stderr, 3 the engine's own error), 3 bytes zero, 4 bytes length
(big endian), payload (moby pkg/stdcopy). Chunks may end anywhere, within a head too. Nothing is copied: `bytes` are parts of the chunk.
*/
export function createDemultiplexer(onFrame: FrameHandler): (chunk: Uint8Array) => void {
	const head = new Uint8Array(headLength);
	let headBytes = 0;
	let rest = 0;
	let isStart = true;
	let stream: 'stdout' | 'stderr' = 'stdout';

	const begin = (first: number, length: number): void => {
		stream = first === 2 || first === 3 ? 'stderr' : 'stdout';
		rest = length;
		isStart = true;
	};

	return chunk => {
		let position = 0;
		while (position < chunk.length) {
			if (rest === 0) {
				const taken = Math.min(headLength - headBytes, chunk.length - position);
				for (let index = 0; index < taken; index++) {
					head[headBytes + index] = chunk[position + index]!;
				}

				headBytes += taken;
				position += taken;
				if (headBytes < headLength) {
					return;
				}

				headBytes = 0;
				begin(head[0]!, (((((head[4]! * 0x1_00) + head[5]!) * 0x1_00) + head[6]!) * 0x1_00) + head[7]!);
				continue;
			}

			const taken = Math.min(rest, chunk.length - position);
			rest -= taken;
			onFrame(stream, chunk.subarray(position, position + taken), isStart, rest === 0);
			isStart = false;
			position += taken;
		}
	};
}
