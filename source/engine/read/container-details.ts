import type {ContainerDetails, HealthCheck} from '../../model/container.ts';
import {neutralise} from '../../terminal/neutralise.ts';
import {neutraliseDeep} from '../../terminal/neutralise-deep.ts';
import {readAttachments} from './attachment.ts';
import {readMount} from './mount.ts';
import {containerName} from './name.ts';
import {readPortMap} from './port.ts';
import {Reader} from './reader.ts';
import {containerState, healthOf} from './status.ts';
import {
	fields,
	filled,
	isFields,
	items,
	moment,
	number,
	text,
	texts,
	type Fields,
} from './values.ts';

function readCheck(value: unknown): HealthCheck {
	const {Start: start, End: end, ExitCode: code, Output: output} = fields(value);
	return {
		start: moment(start) ?? 0,
		end: moment(end),
		exitCode: number(code),
		output: typeof output === 'string' ? neutralise(output, {multiline: true}) : '',
	};
}

/** Podman calls it `Healthcheck` on its own API and sends an empty status for "none". */
function readHealth(state: Fields): ContainerDetails['health'] {
	const health = state.Health ?? state.Healthcheck;
	if (!isFields(health) || text(health.Status) === '') {
		return undefined;
	}

	return {
		status: healthOf(health.Status) ?? 'none',
		failingStreak: number(health.FailingStreak),
		checks: items(health.Log).map(check => readCheck(check)),
	};
}

/** The answer of an inspection; `id` is what was asked for and stands in when the answer has none. */
export function readContainerDetails(value: unknown, id: string): ContainerDetails {
	const own = fields(value);
	const state = fields(own.State);
	const config = fields(own.Config);
	const host = fields(own.HostConfig);
	const network = fields(own.NetworkSettings);
	const ownId = filled(text(own.Id)) ?? id;

	return {
		id: ownId,
		name: containerName([text(own.Name)], ownId),
		state: containerState(text(state.Status)),
		exitCode: number(state.ExitCode),
		oomKilled: state.OOMKilled === true,
		error: text(state.Error),
		started: moment(state.StartedAt),
		finished: moment(state.FinishedAt),
		restartCount: number(own.RestartCount),
		restartPolicy: filled(text(fields(host.RestartPolicy).Name)) ?? 'no',
		tty: config.Tty === true,
		openStdin: config.OpenStdin === true,
		user: text(config.User),
		workingDirectory: text(config.WorkingDir),
		logDriver: text(fields(host.LogConfig).Type),
		networkMode: text(host.NetworkMode),
		memoryLimit: number(host.Memory),
		env: texts(config.Env),
		mounts: new Reader(own).each('Mounts').map(mount => readMount(mount)),
		attachments: readAttachments(new Reader(network)),
		ports: readPortMap(network.Ports),
		wantedPorts: readPortMap(host.PortBindings),
		exposedPorts: readPortMap(config.ExposedPorts),
		publishesAllPorts: host.PublishAllPorts === true,
		health: readHealth(state),
		autoRemove: host.AutoRemove === true,
		raw: neutraliseDeep(value),
	};
}
