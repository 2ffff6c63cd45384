import {request, type IncomingMessage, type ServerResponse} from 'node:http';
import {connect} from 'node:net';
import {type Duplex} from 'node:stream';
import {passAnswer, type Fault} from './proxy-faults.ts';

/** Passes a request on to the engine, and its answer back. */
export const forward = (targetPath: string, incoming: IncomingMessage, response: ServerResponse, fault: Fault | undefined) => {
	const cutClient = () => {
		response.destroy();
	};

	const outgoing = request({
		socketPath: targetPath, method: incoming.method, path: incoming.url, headers: incoming.headers, agent: false,
	}, answer => {
		answer.on('error', cutClient);
		passAnswer(answer, response, fault);
	});
	// An engine that is gone looks to the client as it would without a proxy: cut off.
	outgoing.on('error', cutClient);
	response.on('close', () => {
		outgoing.destroy();
	});
	incoming.pipe(outgoing);
};

const headLines = ({method, url, rawHeaders}: IncomingMessage): string => {
	const headers = rawHeaders.flatMap((name, position) => position % 2 === 0 ? [`${name}: ${rawHeaders[position + 1]}`] : []);
	return [`${method} ${url} HTTP/1.1`, ...headers, '', ''].join('\r\n');
};

/** Upgraded connections are passed on byte by byte, each direction closed for itself. */
export const tunnel = (targetPath: string, incoming: IncomingMessage, connection: Duplex, head: Uint8Array) => {
	const target = connect({path: targetPath, allowHalfOpen: true});
	target.write(headLines(incoming));
	target.write(head);
	connection.pipe(target);
	target.pipe(connection);
	connection.on('close', () => {
		target.destroy();
	});
	target.on('error', () => {
		connection.destroy();
	});
};
