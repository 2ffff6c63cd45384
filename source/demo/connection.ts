import type {ServerResponse} from 'node:http';
import {Duplex} from 'node:stream';

/** A connection nobody is at: output vanishes, input is over. */
export const nowhere = (): Duplex => new Duplex({
	read() {
		this.push(null);
	},
	write(_chunk, _encoding, callback) {
		callback();
	},
});

/** A response as a connection: for programs that only write. */
export const toResponse = (response: ServerResponse): Duplex => new Duplex({
	read() {
		this.push(null);
	},
	write(chunk: Uint8Array, _encoding, callback) {
		response.write(chunk);
		callback();
	},
	final(callback) {
		response.end();
		callback();
	},
});
