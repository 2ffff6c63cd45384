import {coversPort, holdsPort, ownerName} from '../../model/port-entry.ts';
import {possessive} from '../../model/port-rivals.ts';
import type {Jump} from '../pane.ts';
import type {PortRow} from './rows.ts';

/** A port as it is typed: `8080`, `53/udp`, `:8080`, `0.0.0.0:8080`. Undefined for anything else. */
export function parsePort(text: string): {readonly number: number; readonly protocol?: string} | undefined {
	const {digits, protocol} = /^(?:.*:)?(?<digits>\d{1,5})(?:\/(?<protocol>tcp|udp|sctp))?$/i.exec(text.trim())?.groups ?? {};
	const number = Number(digits);
	return digits === undefined || number < 1 || number > 65_535 ? undefined : {number, ...protocol && {protocol: protocol.toLowerCase()}};
}

/** The rows that speak of a port of the host, who has it first. */
export function rowsOfPort(rows: readonly PortRow[], number: number, protocol?: string): readonly PortRow[] {
	const weight = (row: PortRow) => holdsPort(row) ? 0 : (row.kind === 'host' ? 1 : 2);
	return rows.filter(row => row.kind !== 'exposed' && coversPort(row, number, protocol)).toSorted((first, second) => weight(first) - weight(second));
}

/** Who has a port, in words: `8080 is web's`, `8080 is free: old wants it when it starts`, `8080 is free`. */
export function portAnswer(rows: readonly PortRow[], number: number): string {
	const holders = rows.filter(row => holdsPort(row));
	const hosts = rows.filter(({kind}) => kind === 'host');
	const names = (some: readonly PortRow[]) => [...new Set(some.map(({owner}) => ownerName(owner)))].join(', ');
	if (holders.length > 0) {
		return `${number} is ${possessive(names(holders))}`;
	}

	if (hosts.length > 0) {
		return `${number}: ${names(hosts)} may listen there, in the host's network`;
	}

	return rows.length > 0 ? `${number} is free: ${names(rows)} ${new Set(rows.map(({owner}) => ownerName(owner))).size === 1 ? 'wants' : 'want'} it when started` : `${number} is free: no container has it`;
}

/** `#`: goes to a port of the host, or says that it is free. */
export const portJump: Jump<PortRow> = {
	title: 'which port of the host?',
	problem: text => parsePort(text) ? undefined : 'a number from 1 to 65535; /udp may follow',
	find(text, rows) {
		const wanted = parsePort(text);
		const found = wanted ? rowsOfPort(rows, wanted.number, wanted.protocol) : [];
		return {...found[0] && {id: found[0].id}, words: wanted ? portAnswer(found, wanted.number) : ''};
	},
};
