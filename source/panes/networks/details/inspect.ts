import {jsonLines} from '../../../components/json-lines.ts';
import type {NetworkDetails} from '../../../model/network.ts';
import {detailTab} from '../../pane.ts';
import type {NetworkRow} from '../rows.ts';

/** Everything the engine says about a network. */
export const inspectTab = detailTab<NetworkRow, NetworkDetails>({
	id: 'inspect',
	title: 'Inspect',
	load: async (row, engine, signal) => engine.networks.inspect(row.id, {signal}),
	version: row => row,
	lines: (_row, {raw}, {width}) => jsonLines(raw, {width}),
});
