import {dockerCommand} from '../../../model/docker-command.ts';
import type {Live} from '../../../store/live.ts';
import type {Action} from '../../../store/action.ts';
import type {VolumeRow} from '../rows.ts';

// RestrictedNamePattern in moby, daemon/names/names.go.
const allowed = /^[\dA-Za-z][\w\-.]+$/v;

function problem(text: string, live: Live): string | undefined {
	if (text === '') {
		return 'a name is needed';
	}

	if (!allowed.test(text)) {
		return 'two or more of a-z A-Z 0-9 _ . -, the first a letter or digit';
	}

	return live.volumes.items.some(({name}) => name === text) ? `there is a volume ${text} already` : undefined;
}

/** Makes an empty volume of the local driver. */
export const volumeCreation: Action<VolumeRow> = {
	id: 'volume.create',
	title: 'new volume',
	progress: 'creating',
	past: 'created',
	keys: ['n'],
	confirm: 'never',
	bulk: false,
	free: true,
	input: {title: 'name of the new volume', problem: (text, _row, live) => problem(text, live)},
	command: (_row, {input}) => dockerCommand('volume', 'create', input),
	async run(_row, {engine, signal, input}) {
		await engine.volumes.create({name: input}, {signal});
	},
};
