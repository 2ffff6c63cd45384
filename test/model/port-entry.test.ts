import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type {Container} from '../../source/model/container.ts';
import {noBindings, type PortBindings} from '../../source/model/port-bindings.ts';
import {containerEntries, coversPort, partsOf, portEntries, wholeOf, type PortEntry} from '../../source/model/port-entry.ts';
import {conflictWords, portWords, rivalsOf} from '../../source/model/port-rivals.ts';
import {conflicts} from '../../source/model/ports.ts';
import type {Port} from '../../source/model/port.ts';
import {container} from '../panes/containers/samples.ts';

const tcp = (hostAddress: string, hostPort: number, containerPort = 80): Port => ({hostAddress, hostPort, containerPort, protocol: 'tcp'});
const wishes = (change: Partial<PortBindings> = {}): PortBindings => ({wanted: [], exposed: [], publishesAll: false, failure: '', ...change});
const told = ({kind, addresses, hostPort, containerPort, count, protocol}: PortEntry) => [kind, addresses.join(' '), hostPort, containerPort, count, protocol];

test('a running container has what the list says: twins and ranges as one, what is not published apart', () => {
	const ports = [tcp('0.0.0.0', 8080), tcp('::', 8080), tcp('127.0.0.1', 9000, 9000), tcp('127.0.0.1', 9001, 9001), {containerPort: 53, protocol: 'udp'} as const];
	assert.deepEqual(containerEntries(container({ports})).map(entry => told(entry)), [
		['published', '0.0.0.0 ::', 8080, 80, 1, 'tcp'],
		['published', '127.0.0.1', 9000, 9000, 2, 'tcp'],
		['exposed', '', undefined, 53, 1, 'udp'],
	]);
});

test('one that does not run wants what its inspection says, and a restarting one too', () => {
	for (const state of ['created', 'exited', 'restarting'] as const) {
		const entries = containerEntries(container({state, ports: []}), wishes({wanted: [tcp('', 8080)], exposed: [{containerPort: 80, protocol: 'tcp'}, {containerPort: 443, protocol: 'tcp'}]}));
		assert.deepEqual(entries.map(entry => told(entry)), [['wanted', '', 8080, 80, 1, 'tcp'], ['exposed', '', undefined, 443, 1, 'tcp']]);
	}

	assert.deepEqual(containerEntries(container({state: 'exited', ports: []})), [], 'not before it was inspected');
});

test('an entry keeps its id when its container stops and starts', () => {
	const [running] = containerEntries(container({ports: [tcp('0.0.0.0', 8080), tcp('::', 8080)]}));
	const [stopped] = containerEntries(container({state: 'exited', ports: []}), wishes({wanted: [tcp('', 8080)]}));
	assert.equal(running?.id, stopped?.id);
});

test('what a container in the host\'s network exposes is the host\'s', () => {
	const entries = containerEntries(container({networkMode: 'host', ports: []}), wishes({exposed: [{containerPort: 9100, protocol: 'tcp'}]}));
	assert.deepEqual(entries.map(entry => told(entry)), [['host', '', 9100, 9100, 1, 'tcp']]);
});

test('a service of a swarm has its ports on every node', () => {
	const entries = portEntries([], {...noBindings, services: [{id: 's', name: 'shop', image: 'shop:1', ports: [{hostPort: 18_081, containerPort: 80, protocol: 'tcp'}]}]});
	assert.deepEqual(entries.map(entry => told(entry)), [['ingress', '', 18_081, 80, 1, 'tcp']]);
});

test('a range unfolds into its ports and each of them leads back', () => {
	const [range] = containerEntries(container({ports: [21, 22, 23].map(port => tcp('0.0.0.0', port + 100, port))}));
	const parts = partsOf(range!);
	assert.deepEqual(parts.map(({hostPort, containerPort}) => [hostPort, containerPort]), [[121, 21], [122, 22], [123, 23]]);
	assert.deepEqual(new Set(parts.map(({id}) => wholeOf(id))), new Set([range!.id]));
	assert.equal(new Set(parts.map(({id}) => id)).size, 3);
	assert.equal(wholeOf(range!.id), undefined);
	assert.deepEqual(partsOf(parts[0]!), []);
});

test('a port is found by number and protocol, also within a range; "any" is no number', () => {
	const entry = {addresses: ['0.0.0.0'], hostPort: 9000, containerPort: 9000, count: 3, protocol: 'tcp'} as const;
	assert.deepEqual([8999, 9000, 9002, 9003].map(port => coversPort(entry, port)), [false, true, true, false]);
	assert.equal(coversPort(entry, 9000, 'udp'), false);
	assert.equal(coversPort({...entry, hostPort: 0}, 1), false);
});

/** Two containers and their ports, as entries. */
function pair(first: Partial<Container>, firstWishes: PortBindings | undefined, second: Partial<Container>, secondWishes?: PortBindings) {
	const containers = [container({id: 'first', name: 'web', ports: [], ...first}), container({id: 'second', name: 'never-started', ports: [], ...second})];
	const bindings = new Map([['first', firstWishes], ['second', secondWishes]].filter((entry): entry is [string, PortBindings] => entry[1] !== undefined));
	const entries = portEntries(containers, {...noBindings, bindings});
	const rivals = rivalsOf(entries);
	return {entries, rivals, words: entries.map(entry => conflictWords(entry, rivals.get(entry.id) ?? []))};
}

const refused = 'driver failed programming external connectivity on endpoint never-started (6d): Bind for 0.0.0.0:8080 failed: port is already allocated';

test('who could not start, and whose the port is, is told on both sides', () => {
	const {words} = pair({ports: [tcp('0.0.0.0', 8080), tcp('::', 8080)]}, undefined, {state: 'created'}, wishes({wanted: [tcp('', 8080)], failure: refused}));
	assert.deepEqual(words, [['never-started could not start: 8080 is web\'s'], ['never-started could not start: 8080 is web\'s']]);
});

test('who has not tried yet cannot start now', () => {
	const {words} = pair({ports: [tcp('0.0.0.0', 8080)]}, undefined, {state: 'exited'}, wishes({wanted: [tcp('127.0.0.1', 8080)]}));
	assert.deepEqual(words[1], ['never-started cannot start now: 8080 is web\'s']);
});

test('two that wait for one port are told so, unless a third has it', () => {
	const both = {state: 'exited'} as const;
	const wish = wishes({wanted: [tcp('', 8080)]});
	assert.deepEqual(pair(both, wish, both, wish).words[0], ['never-started and web both want 8080: the first to start gets it']);
	const containers = [container({id: 'a', name: 'a', ...both, ports: []}), container({id: 'b', name: 'b', ...both, ports: []}), container({id: 'c', name: 'c', ports: [tcp('0.0.0.0', 8080)]})];
	const entries = portEntries(containers, {...noBindings, bindings: new Map([['a', wish], ['b', wish]])});
	const rivals = rivalsOf(entries);
	assert.deepEqual(conflictWords(entries[0]!, rivals.get(entries[0]!.id)!), ['a cannot start now: 8080 is c\'s']);
});

test('no conflict: other addresses, families, protocols, ports; oneself; a pod whose containers list the same; any port', () => {
	const running = {ports: [tcp('127.0.0.1', 8080)]};
	for (const wanted of [tcp('127.0.0.2', 8080), tcp('::1', 8080), tcp('127.0.0.1', 8081), tcp('127.0.0.1', 0), {...tcp('127.0.0.1', 8080), protocol: 'udp'} as const]) {
		assert.deepEqual(pair(running, undefined, {state: 'exited'}, wishes({wanted: [wanted]})).words.flat(), [], JSON.stringify(wanted));
	}

	assert.deepEqual(pair(running, undefined, running).words.flat(), []);
	assert.deepEqual(pair(running, undefined, {ports: [tcp('127.0.0.1', 1)]}).words.flat(), []);
});

test('a port that something else had is told as such', () => {
	const {words} = pair({}, undefined, {state: 'created'}, wishes({wanted: [tcp('', 8080)], failure: 'driver failed: listen tcp4 0.0.0.0:8080: bind: address already in use'}));
	assert.deepEqual(words, [['never-started could not start: 8080 was taken, by no container that is known here']]);
});

const addresses = fc.constantFrom('', '0.0.0.0', '::', '127.0.0.1', '::1', '10.0.0.1');
const ports = fc.array(fc.record({hostAddress: addresses, hostPort: fc.integer({min: 1, max: 6}), containerPort: fc.integer({min: 1, max: 6}), protocol: fc.constantFrom('tcp' as const, 'udp' as const)}), {maxLength: 5});

test('property: rivalry is mutual, and exactly what the single bindings say', () => {
	fc.assert(fc.property(ports, ports, fc.boolean(), fc.boolean(), (first, second, isFirstUp, isSecondUp) => {
		const row = (isUp: boolean, list: readonly Port[]): Partial<Container> => isUp ? {ports: list} : {state: 'exited'};
		const wish = (isUp: boolean, list: readonly Port[]) => isUp ? undefined : wishes({wanted: list});
		const {entries, rivals} = pair(row(isFirstUp, first), wish(isFirstUp, first), row(isSecondUp, second), wish(isSecondUp, second));
		for (const [id, list] of rivals) {
			for (const rival of list) {
				assert.ok(rivals.get(rival.id)?.some(back => back.id === id && back.words === rival.words && back.ports.join(',') === rival.ports.join(',')));
			}
		}

		const expected = isFirstUp && isSecondUp ? [] : first.filter(port => second.some(other => conflicts(port, other))).map(({hostPort}) => hostPort);
		const mine = entries.filter(({owner}) => owner.type === 'container' && owner.container.id === 'first');
		assert.deepEqual(new Set(mine.flatMap(({id}) => rivals.get(id) ?? []).flatMap(rival => rival.ports)), new Set(expected));
	}));
});

test('property: ids are unique, and parts cover what the whole covers', () => {
	fc.assert(fc.property(ports, list => {
		const entries = containerEntries(container({ports: list}));
		assert.equal(new Set(entries.map(({id}) => id)).size, entries.length);
		for (const entry of entries) {
			const parts = entry.count === 1 ? [entry] : partsOf(entry);
			for (let port = 0; port < 9; port++) {
				assert.equal(parts.some(part => coversPort(part, port)), coversPort(entry, port));
			}
		}
	}));
});

test('ports in words', () => {
	assert.deepEqual([[], [80], [80, 81], [80, 81, 82], [80, 443, 8080]].map(list => portWords(list)), ['', '80', '80 and 81', '80-82', '80, 443 and 8080']);
});
