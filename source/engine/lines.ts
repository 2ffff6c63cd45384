import {Buffer} from 'node:buffer';
import {StringDecoder} from 'node:string_decoder';

/** A line longer than this many characters is not an event of any engine: it is dropped whole. */
const lineLimit = 4 * 1024 * 1024;

/**
Splits a byte stream into lines of text. Chunks may end anywhere, within a character too. Empty lines are left out, and the record
separator of JSON text sequences is taken off. `onLine` gets each line once it is complete.
*/
export function lineSplitter(onLine: (line: string) => void): (chunk: Uint8Array) => void {
	const decoder = new StringDecoder('utf8');
	let rest = '';
	let overlong = false;

	const emit = (line: string): void => {
		const content = line.replace(/^\u001E/, '').trim();
		if (content !== '') {
			onLine(content);
		}
	};

	return chunk => {
		const parts = (rest + decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))).split('\n');
		rest = parts.pop() ?? '';
		for (const part of parts) {
			if (!overlong) {
				emit(part);
			}

			overlong = false;
		}

		if (rest.length > lineLimit) {
			overlong = true;
			rest = '';
		}
	};
}
