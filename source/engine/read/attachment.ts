import type {Attachment} from '../../model/container.ts';
import type {Reader} from './reader.ts';
import {filled, text} from './values.ts';

/** The map `Networks` of `NetworkSettings`, which lists and inspections share, sorted by the network's name. Empty addresses are absent. */
export function readAttachments(settings: Reader): readonly Attachment[] {
	const networks = settings.within('Networks');
	return Object.keys(networks.fields)
		.map((name): Attachment => {
			const own = networks.within(name);
			return {
				networkId: own.optionalText('NetworkID'),
				networkName: text(name),
				ipv4: filled(own.optionalText('IPAddress')),
				ipv6: filled(own.optionalText('GlobalIPv6Address')),
				mac: filled(own.optionalText('MacAddress')),
				aliases: own.texts('Aliases'),
			};
		})
		.toSorted((first, second) => first.networkName.localeCompare(second.networkName));
}
