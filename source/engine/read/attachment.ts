import type {Attachment} from '../../model/container.ts';
import {
	fields,
	filled,
	text,
	texts,
} from './values.ts';

/** The map `NetworkSettings.Networks`, which lists and inspections share, sorted by the network's name. Empty addresses are absent. */
export function readAttachments(value: unknown): readonly Attachment[] {
	return Object.entries(fields(value))
		.map(([name, settings]): Attachment => {
			const own = fields(settings);
			return {
				networkId: text(own.NetworkID),
				networkName: text(name),
				ipv4: filled(text(own.IPAddress)),
				ipv6: filled(text(own.GlobalIPv6Address)),
				mac: filled(text(own.MacAddress)),
				aliases: texts(own.Aliases),
			};
		})
		.toSorted((first, second) => first.networkName.localeCompare(second.networkName));
}
