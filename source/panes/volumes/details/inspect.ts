import {jsonLines} from '../../../components/json-lines.ts';
import {detailTab} from '../../pane.ts';
import type {VolumeRow} from '../rows.ts';

/** Everything the engine says about the volume. */
export const inspectTab = detailTab<VolumeRow, unknown>({
	id: 'inspect',
	title: 'Inspect',
	load: async (row, engine, signal) => engine.volumes.inspect(row.name, {signal}),
	version: row => row,
	lines: (_row, raw, {width}) => jsonLines(raw, {width}),
});
