import {holdsPort, type PortKind} from '../model/port-entry.ts';
import type {Protocol} from '../model/port.ts';
import {allInterfaces} from '../model/ports.ts';
import {anyPane} from '../panes/pane.ts';
import {parsePort, portAnswer, rowsOfPort} from '../panes/ports/jump.ts';
import {portsPane} from '../panes/ports/pane.ts';
import {portRows, type PortRow} from '../panes/ports/rows.ts';
import {readBindings} from '../store/bindings.ts';
import {nothingKnown, type Live} from '../store/live.ts';
import type {Engine} from '../engine/engine.ts';
import {answer, printContext} from './answer.ts';
import {jsonText} from './json.ts';
import {paneText} from './pane-text.ts';
import {complain, print} from './print.ts';
import type {Given} from './subcommand.ts';

/** What `shipshape ports --json` prints: a list of these, by port of the host. */
export type PortJson = {
	/** `published` now, `wanted` when its container starts, a swarm's `ingress`, `host` in the host's network, or `exposed` only. */
	readonly kind: PortKind;
	/** Where it is published: twins of IPv4 and IPv6 are one; an empty text where the engine names no address, which is all of them. */
	readonly addresses: readonly string[];
	/** The first of `count` consecutive ones; 0 for whichever is free at the start, null without a port of the host. */
	readonly hostPort: number | null;
	readonly containerPort: number;
	readonly count: number;
	readonly protocol: Protocol;
	/** True when it is reachable from outside the engine's machine. */
	readonly allInterfaces: boolean;
	readonly container: {readonly id: string; readonly name: string; readonly state: string} | null;
	readonly service: {readonly id: string; readonly name: string} | null;
	readonly image: string;
	readonly project: string | null;
	/** A guess. */
	readonly url: string | null;
	/** Who else has or wants it, in one sentence each. `holds` is who has it now. */
	readonly conflicts: ReadonlyArray<{readonly with: string; readonly holds: boolean; readonly ports: readonly number[]; readonly words: string}>;
};

type Options = Given & {readonly flags: {readonly all?: boolean}};

/**
Prints every published port, or who has one. Resolves to the exit code: 0; 1 when the list could not be read or nobody has the port
now, which standard error tells; 2 for what is no port.
*/
export async function ports({arguments: words, flags, json, ...given}: Options): Promise<number> {
	const [text] = words;
	const wanted = text === undefined ? undefined : parsePort(text);
	if (text !== undefined && !wanted) {
		await complain(`"${text}" is no port: a number from 1 to 65535, and /udp may follow`, 'shipshape ports --help tells more.');
		return 2;
	}

	return answer(given, async (engine, signal) => {
		const all = portRows(await readPorts(engine, signal));
		const rows = wanted ? rowsOfPort(all, wanted.number, wanted.protocol) : all.filter(({kind}) => flags.all || kind !== 'exposed');
		const isTold = await print(json ? jsonText(rows.map(row => portJson(row)) satisfies readonly PortJson[]) : portsText(rows, given, wanted === undefined));
		if (wanted && rows.every(row => !(holdsPort(row) || row.kind === 'host'))) {
			await complain(portAnswer(rows, wanted.number));
			return 1;
		}

		return isTold ? 0 : 1;
	});
}

function portsText(rows: readonly PortRow[], given: Pick<Given, 'ascii'>, isWhole: boolean): string {
	if (rows.length === 0) {
		return isWhole ? 'no port is published\n' : '';
	}

	const sentences = [...new Set(rows.flatMap(({conflicts}) => conflicts))];
	return [...paneText(anyPane(portsPane), rows, printContext(given)), ...sentences.length > 0 ? ['', ...sentences] : [], ''].join('\n');
}

async function readPorts(engine: Engine, signal: AbortSignal): Promise<Live> {
	const containers = await engine.containers.list({signal});
	const {endpoint, info} = engine;
	return {...nothingKnown, connection: {status: 'connected'}, endpoint, info, containers: {items: containers, loaded: true}, bindings: await readBindings(engine, containers, signal)};
}

function portJson(row: PortRow): PortJson {
	const {kind, addresses, hostPort, containerPort, count, protocol, container, owner, image, project = null, url = null, rivals} = row;
	return {
		kind,
		addresses,
		hostPort: hostPort ?? null,
		containerPort,
		count,
		protocol,
		allInterfaces: kind === 'ingress' || (kind !== 'exposed' && allInterfaces(row)),
		container: container ? {id: container.id, name: container.name, state: container.state} : null,
		service: owner.type === 'service' ? {id: owner.service.id, name: owner.service.name} : null,
		image,
		project,
		url,
		conflicts: rivals.map(({name, holds, ports: numbers, words}) => ({with: name, holds, ports: numbers, words})),
	};
}
