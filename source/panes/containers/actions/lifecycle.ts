import type {Container, ContainerState} from '../../../model/container.ts';
import type {EngineError} from '../../../model/engine-error.ts';
import {conflicts} from '../../../model/ports.ts';
import type {Live} from '../../../store/live.ts';
import {containerAction, goingReason, notRunningReason} from './container-action.ts';

const upReasons: Readonly<Partial<Record<ContainerState, string>>> = {
	running: 'it is running already',
	paused: 'it is paused: unpause it',
	restarting: 'the engine is restarting it already',
};

/** `docker start` */
export const startAction = containerAction({
	id: 'container.start',
	title: 'start',
	progress: 'starting',
	past: 'started',
	keys: ['S'],
	confirm: 'never',
	disabledReason: row => upReasons[row.state] ?? goingReason(row),
	explain: explainStart,
	words: ({name}) => ['start', name],
	act: async ({id}, {engine, signal}) => await engine.containers.start(id, {signal}) ? undefined : 'it was running already',
});

/** `docker stop` */
export const stopAction = containerAction({
	id: 'container.stop',
	title: 'stop',
	progress: 'stopping',
	past: 'stopped',
	keys: ['s'],
	confirm: 'yes-no',
	disabledReason: notRunningReason,
	words: ({name}) => ['stop', name],
	act: async ({id}, {engine, signal}) => await engine.containers.stop(id, {signal}) ? undefined : 'it had stopped already',
});

/** `docker restart`, which also starts what does not run */
export const restartAction = containerAction({
	id: 'container.restart',
	title: 'restart',
	progress: 'restarting',
	past: 'restarted',
	keys: ['r'],
	confirm: 'never',
	disabledReason: goingReason,
	explain: explainStart,
	words: ({name}) => ['restart', name],
	act: async ({id}, {engine, signal}) => engine.containers.restart(id, {signal}),
});

/** `docker pause`; shares its key with `unpause` */
export const pauseAction = containerAction({
	id: 'container.pause',
	title: 'pause',
	progress: 'pausing',
	past: 'paused',
	keys: ['p'],
	confirm: 'never',
	disabledReason: row => row.state === 'paused' ? 'it is paused already' : (row.state === 'restarting' ? 'it is restarting' : notRunningReason(row)),
	words: ({name}) => ['pause', name],
	act: async ({id}, {engine, signal}) => engine.containers.pause(id, {signal}),
});

/** `docker unpause`; shares its key with `pause` */
export const unpauseAction = containerAction({
	id: 'container.unpause',
	title: 'unpause',
	progress: 'unpausing',
	past: 'unpaused',
	keys: ['p'],
	confirm: 'never',
	disabledReason: ({state}) => state === 'paused' || state === 'unknown' ? undefined : 'it is not paused',
	words: ({name}) => ['unpause', name],
	act: async ({id}, {engine, signal}) => engine.containers.unpause(id, {signal}),
});

// As Docker 20 to 29 and Podman tell it: `Bind for 0.0.0.0:80 failed`, `failed to bind host port [for] 0.0.0.0:80`, `listen tcp4 0.0.0.0:80`.
const takenPort = /(?:bind for|host port(?: for)?|listen (?:tcp|udp)[46]?) (?<address>\[[^\]]*\]|\S*?):(?<digits>\d+)(?!\d)/iv;

/** The engine names the port that is taken, not who has it. */
function explainStart({context: {words = ''}}: EngineError, row: Container, live: Live): string | undefined {
	const {address = '', digits} = /port is already allocated|address already in use/iv.test(words) ? takenPort.exec(words)?.groups ?? {} : {};
	if (digits === undefined) {
		return undefined;
	}

	const wanted = {hostAddress: address.replaceAll(/[\[\]]/gv, ''), hostPort: Number(digits), containerPort: Number(digits)};
	const holder = live.containers.items.find(({id, ports}) => id !== row.id && ports.some(port => conflicts(port, {...wanted, protocol: port.protocol})));
	return `start ${row.name}: port ${digits} is taken by ${holder ? `container ${holder.name}` : 'another program where the engine runs'}`;
}
