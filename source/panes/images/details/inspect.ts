import {jsonLines} from '../../../components/json-lines.ts';
import type {ImageDetails} from '../../../model/image.ts';
import {detailTab} from '../../pane.ts';
import type {ImageRow} from '../rows.ts';

/** Everything the engine says about the image. */
export const inspectTab = detailTab<ImageRow, ImageDetails>({
	id: 'inspect',
	title: 'Inspect',
	load: async (row, engine, signal) => engine.images.inspect(row.id, {signal}),
	version: row => row,
	lines: (_row, {raw}, {width}) => jsonLines(raw, {width}),
});
