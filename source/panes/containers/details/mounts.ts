import type {Tone} from '../../../config/theme.ts';
import type {Container, ContainerDetails} from '../../../model/container.ts';
import type {Mount} from '../../../model/mount.ts';
import {anonymousMounts} from '../anonymous-mounts.ts';
import {detailTab, type Line, type TabContext} from '../../pane.ts';
import {inspection, keysOf, member} from './load-inspection.ts';

const typeWidth = 9;

/** What is mounted where, and what of it is still there once the container is removed. */
export const mountsTab = detailTab<Container, ContainerDetails>({
	id: 'mounts',
	title: 'Mounts',
	...inspection,
	lines(_row, data, context) {
		const mounts = [...data.mounts, ...memoryMounts(data)].toSorted((first, second) => Number(first.destination > second.destination) - Number(first.destination < second.destination));
		const anonymous = new Set(anonymousMounts(mounts, context.live));
		return [
			...mounts.flatMap(mount => mountLines(mount, fate(mount, anonymous.has(mount), data), context)),
			...block({type: 'layer', what: [{text: 'everything else', tone: 'strong'}], mode: 'read-write'}, {text: 'goes with the container (see Changes)', tone: 'warn'}),
		];
	},
});

/** Those of `--tmpfs`, which an inspection lists among the host's settings only. */
function memoryMounts({mounts, raw}: ContainerDetails): readonly Mount[] {
	const known = new Set(mounts.map(({destination}) => destination));
	return keysOf(member(raw, 'HostConfig', 'Tmpfs')).filter(destination => !known.has(destination)).map(destination => {
		const options = member(raw, 'HostConfig', 'Tmpfs', destination);
		return {
			type: 'tmpfs', source: '', destination, readOnly: typeof options === 'string' && options.split(',').includes('ro'),
		};
	});
}

type Fate = {readonly text: string; readonly tone: Tone};

function fate({type}: Mount, isAnonymous: boolean, {autoRemove}: ContainerDetails): Fate {
	switch (type) {
		case 'bind': {
			return {text: 'stays: it belongs to the host', tone: 'good'};
		}

		case 'volume': {
			if (!isAnonymous) {
				return {text: 'stays: a named volume never goes with its container', tone: 'good'};
			}

			return {text: `anonymous: goes ${autoRemove ? 'with the container, which was started with --rm' : 'when v is chosen at removal, else it stays unused'}`, tone: 'warn'};
		}

		case 'tmpfs': {
			return {text: 'goes when the container stops: it is in memory', tone: 'warn'};
		}

		case 'npipe': {
			return {text: 'stays: a pipe of the host', tone: 'good'};
		}

		case 'image': {
			return {text: 'stays: the files of an image', tone: 'good'};
		}

		case 'unknown': {
			return {text: 'the engine does not say what it is', tone: 'warn'};
		}
	}
}

function mountLines({type, source, destination, readOnly, driver}: Mount, end: Fate, {ascii}: TabContext): readonly Line[] {
	const arrow = ascii ? ' -> ' : ' → ';
	const from: Line = source === '' ? [] : [{text: source}, {text: arrow, tone: 'dim'}];
	const by = driver === undefined || driver === 'local' ? '' : `, driver ${driver}`;
	return block({type, what: [...from, {text: destination, tone: 'strong'}], mode: `${readOnly ? 'read-only' : 'read-write'}${by}`}, end);
}

function block({type, what, mode}: {readonly type: string; readonly what: Line; readonly mode: string}, {text, tone}: Fate): readonly Line[] {
	return [
		[{text: type.padEnd(typeWidth), tone: 'info'}, ...what, {text: `  ${mode}`, tone: 'dim'}],
		[{text: ' '.repeat(typeWidth)}, {text, tone}],
	];
}
