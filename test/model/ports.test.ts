import test from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type {Port} from '../../source/model/port.ts';
import {
	allInterfaces,
	conflicts,
	foldPorts,
	formatPorts,
	type FoldedPort,
} from '../../source/model/ports.ts';

const published = (hostAddress: string, hostPort: number, containerPort: number, protocol: Port['protocol'] = 'tcp'): Port => ({
	hostAddress, hostPort, containerPort, protocol,
});
const exposed = (containerPort: number, protocol: Port['protocol'] = 'tcp'): Port => ({containerPort, protocol});

test('twins of IPv4 and IPv6 are told as one', () => {
	assert.equal(formatPorts([published('::', 8080, 80), published('0.0.0.0', 8080, 80)]), '0.0.0.0:8080→80/tcp');
	assert.equal(formatPorts([published('0.0.0.0', 8080, 80)], {ascii: true}), '0.0.0.0:8080->80/tcp');
	assert.equal(formatPorts([published('::', 8080, 80)]), '[::]:8080→80/tcp');
	assert.equal(formatPorts([published('127.0.0.1', 8080, 80), published('::1', 8080, 80)]), '127.0.0.1:8080→80/tcp, [::1]:8080→80/tcp');
});

test('twins on different host ports stay apart', () => {
	assert.equal(formatPorts([published('::', 32_769, 80), published('0.0.0.0', 32_768, 80)]), '0.0.0.0:32768→80/tcp, [::]:32769→80/tcp');
});

test('consecutive ports become a range, in whatever order they come', () => {
	const ports = [9003, 9001, 9000, 9002].flatMap(port => [published('0.0.0.0', port, port), published('::', port, port)]);
	assert.equal(formatPorts(ports), '0.0.0.0:9000-9003→9000-9003/tcp');
	assert.equal(formatPorts([published('0.0.0.0', 8000, 80), published('0.0.0.0', 8001, 81)]), '0.0.0.0:8000-8001→80-81/tcp');
	assert.equal(formatPorts([published('0.0.0.0', 8001, 80), published('0.0.0.0', 8000, 81)]), '0.0.0.0:8001→80/tcp, 0.0.0.0:8000→81/tcp');
	assert.equal(formatPorts([exposed(10_001, 'udp'), exposed(10_000, 'udp'), exposed(10_000)]), '10000/tcp, 10000-10001/udp');
});

test('published ports come first; no address, no port', () => {
	assert.equal(formatPorts([exposed(22), published('', 8080, 80), published('', 0, 443)]), '*:8080→80/tcp, *:any→443/tcp, 22/tcp');
	assert.equal(formatPorts([{hostPort: 53, containerPort: 53, protocol: 'udp'}]), '*:53→53/udp');
	assert.equal(formatPorts([]), '');
});

test('open to all interfaces', () => {
	assert.ok(allInterfaces(published('0.0.0.0', 80, 80)));
	assert.ok(allInterfaces(published('::', 80, 80)));
	assert.ok(allInterfaces(published('', 80, 80)));
	assert.ok(!allInterfaces(published('127.0.0.1', 80, 80)));
	assert.ok(!allInterfaces(exposed(80)));
	assert.ok(foldPorts([published('::', 80, 80), published('0.0.0.0', 80, 80)]).every(port => allInterfaces(port)));
	assert.ok(foldPorts([exposed(80)]).every(port => !allInterfaces(port)));
});

test('conflicts', () => {
	const web = published('0.0.0.0', 8080, 80);
	assert.ok(conflicts(web, published('0.0.0.0', 8080, 3000)));
	assert.ok(conflicts(web, published('127.0.0.1', 8080, 80)));
	assert.ok(conflicts(web, published('', 8080, 80)));
	assert.ok(conflicts(published('::1', 8080, 80), published('::', 8080, 80)));
	assert.ok(!conflicts(web, published('::', 8080, 80)));
	assert.ok(!conflicts(web, published('0.0.0.0', 8080, 80, 'udp')));
	assert.ok(!conflicts(web, published('0.0.0.0', 8081, 80)));
	assert.ok(!conflicts(published('127.0.0.1', 8080, 80), published('127.0.0.2', 8080, 80)));
	assert.ok(!conflicts(published('', 0, 80), published('', 0, 80)));
	assert.ok(!conflicts(exposed(80), exposed(80)));
});

const number = fc.integer({min: 1, max: 12});
const port: fc.Arbitrary<Port> = fc.oneof(
	fc.record({
		hostAddress: fc.constantFrom('0.0.0.0', '::', '127.0.0.1', '::1', ''),
		hostPort: fc.oneof(number, fc.constant(0)),
		containerPort: number,
		protocol: fc.constantFrom('tcp', 'udp', 'sctp'),
	}),
	fc.record({containerPort: number, protocol: fc.constantFrom('tcp', 'udp', 'sctp')}),
);
const sortedSet = (ports: readonly Port[]) => [...new Set(ports.map(({hostAddress, hostPort, containerPort, protocol}) => JSON.stringify([hostAddress, hostPort, containerPort, protocol])))].toSorted();

/** The ports that folded ones stand for. */
function unfoldPorts(folded: readonly FoldedPort[]): readonly Port[] {
	return folded.flatMap(({addresses, hostPort, containerPort, count, protocol}) => Array.from({length: count}, (_, step) => step).flatMap((step): Port[] => {
		const target = {containerPort: containerPort + step, protocol};
		return hostPort === undefined
			? [target]
			: addresses.map(hostAddress => ({hostAddress, hostPort: hostPort === 0 ? 0 : hostPort + step, ...target}));
	}));
}

/** Without what `''`, which is all of IPv4 and IPv6, says already. */
function uncovered(ports: readonly Port[]): readonly Port[] {
	const anywhere = new Set(ports.filter(({hostAddress}) => hostAddress === '').map(({hostPort, containerPort, protocol}) => [hostPort, containerPort, protocol].join(' ')));
	return ports.filter(({hostAddress = '', hostPort, containerPort, protocol}) => !['0.0.0.0', '::'].includes(hostAddress) || !anywhere.has([hostPort, containerPort, protocol].join(' ')));
}

test('unfolding gives back exactly the ports that were folded', () => {
	fc.assert(fc.property(fc.array(port, {maxLength: 40}), ports => {
		const unfolded = unfoldPorts(foldPorts(ports));
		assert.deepEqual(sortedSet(unfolded), sortedSet(uncovered(ports)));
		assert.equal(unfolded.length, sortedSet(unfolded).length);
	}));
});

test('the order the engine sends changes nothing', () => {
	fc.assert(fc.property(fc.array(port, {maxLength: 20}).chain(ports => fc.tuple(fc.constant(ports), fc.shuffledSubarray(ports, {minLength: ports.length}))), ([ports, shuffled]) => {
		assert.equal(formatPorts(shuffled), formatPorts(ports));
	}));
});
