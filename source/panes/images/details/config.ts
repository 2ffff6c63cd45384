import {labelledLines} from '../../../components/labelled-lines.ts';
import type {ImageDetails} from '../../../model/image.ts';
import {isSecret, maskSecrets} from '../../../model/secrets.ts';
import {decimalSize} from '../../../model/size.ts';
import {age} from '../../../model/time.ts';
import {compareNatural} from '../../../model/natural-order.ts';
import {
	detailTab,
	line,
	type Line,
	type Span,
	type TabContext,
} from '../../pane.ts';
import type {ImageRow} from '../rows.ts';

const texts = (values: readonly string[]): readonly Span[] => values.filter(value => value !== '').map(text => ({text}));

/** A command as a Dockerfile has it: only a list tells where its arguments begin and end. */
const list = (values: readonly string[]): readonly Span[] => values.length === 0 ? [] : [{text: `[${values.map(value => JSON.stringify(value)).join(', ')}]`}];

const sorted = (values: readonly string[]) => values.toSorted((first, second) => compareNatural(first, second));

function createdAt(created: number | undefined, now: number): readonly string[] {
	return created === undefined || created <= 0 ? [] : [`${new Date(created).toISOString().slice(0, 19).replace('T', ' ')} UTC, ${age(now - created)} ago`];
}

function healthcheck([kind, ...rest]: readonly string[]): readonly Span[] {
	if (kind === undefined) {
		return [];
	}

	return kind === 'NONE' ? [{text: 'none'}] : (kind === 'CMD-SHELL' ? texts([rest.join(' ')]) : list(kind === 'CMD' ? rest : [kind, ...rest]));
}

function lines(row: ImageRow, details: ImageDetails, {now, unmasked, width}: TabContext): readonly Line[] {
	const {config} = details;
	const labels = Object.entries(config.labels).map(([key, value]) => `${key}=${value}`);
	const isHidden = !unmasked && config.env.some(entry => isSecret(entry));
	return [
		...labelledLines([
			{label: 'names', values: texts(row.names)},
			{label: 'id', values: texts([details.id])},
			{label: 'digests', values: texts(details.digests)},
			{label: 'created', values: texts(createdAt(details.created ?? row.created, now))},
			{label: 'size', values: texts([decimalSize(row.size, 3)])},
			{label: 'platform', values: texts([[details.os, details.architecture].filter(Boolean).join('/')])},
			{label: 'author', values: texts([details.author])},
			{label: 'comment', values: texts([details.comment])},
			{label: 'entrypoint', values: list(config.entrypoint)},
			{label: 'command', values: list(config.command)},
			{label: 'user', values: texts([config.user === '' ? 'root (none is set)' : config.user])},
			{label: 'workdir', values: texts([config.workingDirectory === '' ? '/' : config.workingDirectory])},
			{label: 'exposes', values: texts(sorted(config.exposedPorts))},
			{label: 'volumes', values: texts(sorted(config.volumes))},
			{label: 'stop signal', values: texts([config.stopSignal])},
			{label: 'healthcheck', values: healthcheck(config.healthcheck)},
			{label: 'env', values: texts(unmasked ? config.env : config.env.map(entry => maskSecrets(entry)))},
			{label: 'labels', values: texts(sorted(labels))},
		], width),
		...isHidden ? [line(''), line('secrets are masked', 'dim')] : [],
	];
}

/** What a container made from the image starts with. */
export const configTab = detailTab<ImageRow, ImageDetails>({
	id: 'config',
	title: 'Config',
	load: async (row, engine, signal) => engine.images.inspect(row.id, {signal}),
	version: row => row,
	lines,
});
