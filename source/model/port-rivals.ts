import {compareNatural} from './natural-order.ts';
import {conflicts} from './ports.ts';
import {holdsPort, ownerName, type PortEntry} from './port-entry.ts';

/** Somebody else who has or wants ports of an entry. */
export type Rival = {
	readonly id: string;
	/** The other owner's name. */
	readonly name: string;
	/** True when the other has the port now. */
	readonly holds: boolean;
	/** The ports of the host that both claim, lowest first. */
	readonly ports: readonly number[];
	/** The whole story in one sentence, the same on both sides. */
	readonly words: string;
};

/**
Who is in whose way, by entry id: two owners of which at least one does not run, with the same port, protocol and overlapping
addresses. Two that run at once are no rivals: the engine would not have let them (a pod's containers list the same ports).
*/
export function rivalsOf(entries: readonly PortEntry[]): ReadonlyMap<string, readonly Rival[]> {
	const found = new Map<PortEntry, Map<PortEntry, number[]>>();
	for (const [key, claimants] of claimsByPort(entries)) {
		const number = Number(key.split('/', 1)[0]);
		for (const [index, first] of claimants.entries()) {
			for (const second of claimants.slice(index + 1)) {
				if (areRivals(first, second, number)) {
					note(found, first, second, number);
					note(found, second, first, number);
				}
			}
		}
	}

	return new Map([...found].map(([entry, others]) => [entry.id, [...others].map(([other, ports]) => rival(entry, other, ports)).toSorted(whoHasItFirst)]));
}

function whoHasItFirst(first: Rival, second: Rival): number {
	return Number(second.holds) - Number(first.holds) || compareNatural(first.name, second.name);
}

function claimsByPort(entries: readonly PortEntry[]): ReadonlyMap<string, readonly PortEntry[]> {
	const claims = new Map<string, PortEntry[]>();
	for (const entry of entries) {
		const {hostPort = 0, count, protocol} = entry;
		if (hostPort === 0 || !(holdsPort(entry) || entry.kind === 'wanted')) {
			continue;
		}

		for (let step = 0; step < count; step++) {
			const key = `${hostPort + step}/${protocol}`;
			const claimants = claims.get(key);
			if (claimants) {
				claimants.push(entry);
			} else {
				claims.set(key, [entry]);
			}
		}
	}

	return claims;
}

function areRivals(first: PortEntry, second: PortEntry, hostPort: number): boolean {
	if ((holdsPort(first) && holdsPort(second)) || ownerId(first) === ownerId(second)) {
		return false;
	}

	const single = (entry: PortEntry) => entry.addresses.map(hostAddress => ({hostAddress, hostPort, containerPort: hostPort, protocol: entry.protocol}));
	return single(first).some(one => single(second).some(other => conflicts(one, other)));
}

function ownerId({owner}: PortEntry): string {
	return owner.type === 'container' ? owner.container.id : owner.service.id;
}

function note(found: Map<PortEntry, Map<PortEntry, number[]>>, entry: PortEntry, other: PortEntry, number: number): void {
	const others = found.get(entry) ?? new Map<PortEntry, number[]>();
	found.set(entry, others);
	const ports = others.get(other);
	if (ports) {
		ports.push(number);
	} else {
		others.set(other, [number]);
	}
}

function rival(entry: PortEntry, other: PortEntry, ports: number[]): Rival {
	const sorted = ports.toSorted((a, b) => a - b);
	return {id: other.id, name: ownerName(other.owner), holds: holdsPort(other), ports: sorted, words: story(entry, other, sorted)};
}

function story(entry: PortEntry, other: PortEntry, ports: readonly number[]): string {
	const which = portWords(ports);
	if (!holdsPort(entry) && !holdsPort(other)) {
		const [first, second] = [ownerName(entry.owner), ownerName(other.owner)].toSorted();
		return `${first} and ${second} both want ${which}: the first to start gets ${ports.length === 1 ? 'it' : 'them'}`;
	}

	const [holder, waiting] = holdsPort(entry) ? [entry, other] : [other, entry];
	const verb = failedForPort(waiting) ? 'could not start' : 'cannot start now';
	return `${ownerName(waiting.owner)} ${verb}: ${which} ${ports.length === 1 ? 'is' : 'are'} ${possessive(ownerName(holder.owner))}`;
}

/** Ports as words: `8080`, `8080 and 8081`, `21000-21005`, `80, 443 and 8080`. */
export function portWords(ports: readonly number[]): string {
	const runs: Array<{readonly first: number; readonly last: number}> = [];
	for (const port of ports) {
		const run = runs.at(-1);
		if (run && run.last + 1 === port) {
			runs[runs.length - 1] = {...run, last: port};
		} else {
			runs.push({first: port, last: port});
		}
	}

	const words = runs.flatMap(({first, last}) => first === last ? [String(first)] : (first + 1 === last ? [String(first), String(last)] : [`${first}-${last}`]));
	return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** A name as an owner: `web's`, `docs'`. */
export function possessive(name: string): string {
	return name.endsWith('s') ? `${name}'` : `${name}'s`;
}

// Docker: "Bind for 0.0.0.0:8080 failed: port is already allocated", or what the system said of a foreign process; Podman: "bind: address already in use".
const portFailure = /port is already allocated|address already in use|ports are not available/i;

/** True when the last start of the owner failed because a port was taken. */
export function failedForPort({owner}: Pick<PortEntry, 'owner'>): boolean {
	return owner.type === 'container' && portFailure.test(owner.bindings?.failure ?? '');
}

/** What is to be told of an entry and its rivals, a sentence each. A port that failed without a rival belongs to something that is no container. */
export function conflictWords(entry: PortEntry, rivals: readonly Rival[]): readonly string[] {
	// Who else waits for what somebody has is no news.
	const told = holdsPort(entry) || rivals.every(({holds}) => !holds) ? rivals : rivals.filter(({holds}) => holds);
	const words = [...new Set(told.map(({words: sentence}) => sentence))];
	const {owner} = entry;
	const failure = owner.type === 'container' && failedForPort(entry) ? /(?<=:)\d{1,5}(?=:? |$)/.exec(owner.bindings?.failure ?? '')?.[0] : undefined;
	const isItsOwn = failure !== undefined && entry.hostPort !== undefined && Number(failure) >= entry.hostPort && Number(failure) < entry.hostPort + entry.count;
	return words.length === 0 && isItsOwn ? [`${ownerName(owner)} could not start: ${failure} was taken, by no container that is known here`] : words;
}
