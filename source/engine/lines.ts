import {Buffer} from 'node:buffer';
import {StringDecoder} from 'node:string_decoder';

/** A line longer than this many characters is not an event of any engine: it is dropped whole. */
const lineLimit = 4 * 1024 * 1024;

/** What JSON text sequences (RFC 7464) put before each text. */
const recordSeparator = '\u{1E}';

/**
Splits a byte stream into lines of text. Chunks may end anywhere, within a character too. Empty lines are left out, and the record
separator of JSON text sequences is taken off. `onLine` gets each line once it is complete.
*/
export function lineSplitter(onLine: (line: string) => void): (chunk: Uint8Array) => void {
	const decoder = new StringDecoder('utf8');
	let rest = '';
	let isOverlong = false;

	const emit = (line: string): void => {
		const content = (line.startsWith(recordSeparator) ? line.slice(1) : line).trim();
		if (content !== '') {
			onLine(content);
		}
	};

	return chunk => {
		const parts = (rest + decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))).split('\n');
		rest = parts.pop() ?? '';
		for (const part of parts) {
			if (!isOverlong) {
				emit(part);
			}

			isOverlong = false;
		}

		if (!(rest.length > lineLimit)) {
			return;
		}

		isOverlong = true;
		rest = '';
	};
}
