import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Duplex} from 'node:stream';

/** One thing that goes wrong with some requests. Of several that fit a request, the one set last happens. */
export type Fault = {
	/** Milliseconds before anything is answered. May stand alone or before another kind. */
	readonly delay?: number;
	/** Never answers. */
	readonly hang?: boolean;
	/** Where the connection breaks. */
	readonly cut?: 'before-headers' | 'after-headers' | 'mid-body';
	/** Answers 200 with what is no JSON. */
	readonly garbage?: boolean;
	/** Answers with this status and an error message. */
	readonly status?: number;
	/** A regular expression over `METHOD /path`, without version and query. Everything when absent. */
	readonly match?: string;
	/** How often it happens; always when absent. */
	readonly times?: number;
};

/** The switch for what goes wrong. */
export type Faults = {
	set(fault: Fault): void;
	clear(): void;
	list(): readonly Fault[];
	/** The fault for a request, counted as having happened. */
	take(method: string, path: string): Fault | undefined;
};

/** Makes a switch with nothing set. */
export function createFaults(): Faults {
	let faults: readonly Fault[] = [];
	return {
		set(fault) {
			faults = [...faults, fault];
		},
		clear() {
			faults = [];
		},
		list: () => faults,
		take(method, path) {
			const fault = faults.findLast(({match, times}) => (times ?? 1) > 0 && new RegExp(match ?? '', 'u').test(`${method} ${path}`));
			if (fault?.times !== undefined) {
				const {times} = fault;
				faults = faults.map(other => other === fault ? {...fault, times: times - 1} : other);
			}

			return fault;
		},
	};
}

function breakAfterFirstHalf(response: ServerResponse): void {
	const write = response.write.bind(response);
	const breakOff = (chunk: unknown) => {
		const bytes = Buffer.from(typeof chunk === 'string' || chunk instanceof Uint8Array ? chunk : '');
		write(bytes.subarray(0, Math.floor(bytes.length / 2)));
		setImmediate(() => {
			response.socket?.destroy();
		});
	};

	response.write = (chunk: unknown) => {
		breakOff(chunk);
		return false;
	};

	response.end = (chunk?: unknown) => {
		breakOff(chunk);
		return response;
	};
}

const sendError = (response: ServerResponse, status: number) => {
	const message = status === 401 ? 'authorization denied by plugin demo: no basic auth credentials' : `demo fault: status ${status}`;
	response.writeHead(status, {'Content-Type': 'application/json'});
	response.end(`${JSON.stringify({message})}\n`);
};

const waitFor = async (milliseconds = 0) => new Promise(resolve => {
	setTimeout(resolve, milliseconds).unref();
});

/**
Lets a fault happen to a connection that is to be taken over; what would answer wrongly breaks it.

@returns whether the connection is over.
*/
export async function happenToSocket(fault: Fault, socket: Duplex): Promise<boolean> {
	await waitFor(fault.delay);
	if (fault.status !== undefined) {
		socket.end(`HTTP/1.1 ${fault.status} Fault\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n${JSON.stringify({message: `demo fault: status ${fault.status}`})}\n`);
		return true;
	}

	if (fault.cut !== undefined || fault.garbage) {
		socket.destroy();
		return true;
	}

	return fault.hang ?? false;
}

/**
Lets a fault happen to a request.

@returns whether the request is over for the routes.
*/
export async function happen(fault: Fault, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
	if (fault.delay !== undefined) {
		await waitFor(fault.delay);
	}

	if (fault.hang) {
		return true;
	}

	if (fault.cut === 'before-headers') {
		request.socket.destroy();
		return true;
	}

	if (fault.cut === 'after-headers') {
		response.writeHead(200, {'Content-Type': 'application/json'});
		response.flushHeaders();
		setImmediate(() => {
			request.socket.destroy();
		});
		return true;
	}

	if (fault.garbage) {
		response.writeHead(200, {'Content-Type': 'application/json'});
		response.end('<html>{"Id": "not what you \u{FFFD} expected');
		return true;
	}

	if (fault.status !== undefined) {
		sendError(response, fault.status);
		return true;
	}

	if (fault.cut === 'mid-body') {
		breakAfterFirstHalf(response);
	}

	return false;
}
