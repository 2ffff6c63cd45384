import {shortId} from '../../model/image-name.ts';
import type {Filterable} from '../../model/filter.ts';
import {decimalSize} from '../../model/size.ts';
import {paneTitles} from '../names.ts';
import type {Pane} from '../pane.ts';
import {imageActions} from './actions.ts';
import {imageColumns} from './columns.ts';
import {configTab} from './details/config.ts';
import {inspectTab} from './details/inspect.ts';
import {layersTab} from './details/layers.ts';
import {usedByTab} from './details/used-by.ts';
import {copiesOf, relatedOf} from './links.ts';
import {imageRows, type ImageRow} from './rows.ts';

function filterable({id, name, names, labels, state, dangling, size, usedBy, digests}: ImageRow): Filterable {
	const words = dangling && state !== 'dangling' ? `${state} dangling` : state;
	const project = labels['com.docker.compose.project'];
	return {
		text: [name, ...names, shortId(id), words, decimalSize(size, 3), ...usedBy.map(container => container.name), ...digests].join(' '),
		name: [...names, shortId(id)].join(' '),
		labels,
		state: words,
		image: names.join(' '),
		...(project !== undefined && {project}),
	};
}

/** The images of the engine, each once however many names it has. */
export const imagesPane: Pane<ImageRow> = {
	id: 'images',
	title: paneTitles.images,
	noun: {one: 'image', many: 'images'},
	rows: imageRows,
	loaded: ({images}) => images.loaded,
	error: ({images}) => images.error,
	columns: imageColumns,
	sort: {column: 'name', reversed: false},
	hides: {words: 'unused', test: ({usedBy}) => usedBy.length === 0},
	filterable,
	actions: imageActions,
	tabs: [layersTab, usedByTab, configTab, inspectTab],
	related: relatedOf,
	copies: copiesOf,
	hint: 'docker pull and docker build bring images',
};
