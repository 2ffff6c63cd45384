import type {Engine} from '../../../source/engine/engine.ts';
import type {Container, ContainerDetails} from '../../../source/model/container.ts';
import type {Network} from '../../../source/model/network.ts';
import type {Volume} from '../../../source/model/volume.ts';
import type {Line, TabContext} from '../../../source/panes/pane.ts';
import type {ActionContext} from '../../../source/store/action.ts';
import {nothingKnown, type Live} from '../../../source/store/live.ts';

/** A moment at which all tests take place. */
export const now = Date.UTC(2026, 10, 21, 10);

const hour = 3_600_000;

/** A 64-digit id that begins with these digits. */
export function idOf(digits: string): string {
	return digits.padEnd(64, '0');
}

/** A running container named `web`, changed as wanted. */
export function container(change: Partial<Container> = {}): Container {
	return {
		id: idOf('c1'), name: 'web', image: 'nginx:1.27', imageId: `sha256:${idOf('e1')}`, command: 'nginx', created: now - (3 * hour),
		state: 'running', status: 'Up 3 hours', ports: [], labels: {}, attachments: [], mounts: [], unreadable: [], ...change,
	};
}

/** The inspection of `container()`. */
export function details(change: Partial<ContainerDetails> = {}): ContainerDetails {
	return {
		id: idOf('c1'), name: 'web', state: 'running', exitCode: 0, oomKilled: false, error: '', restartCount: 0, restartPolicy: 'no', tty: false, openStdin: false,
		user: '', workingDirectory: '', logDriver: 'json-file', networkMode: 'bridge', memoryLimit: 0, env: [], mounts: [], attachments: [], ports: [], wantedPorts: [], exposedPorts: [], publishesAllPorts: false,
		autoRemove: false, raw: {}, ...change,
	};
}

/** A bridge network named `shop`. */
export function network(change: Partial<Network> = {}): Network {
	return {
		id: idOf('a1'), name: 'shop', driver: 'bridge', scope: 'local', subnets: [{subnet: '172.20.0.0/16', gateway: '172.20.0.1'}], internal: false, ipv6: false, created: now,
		labels: {}, predefined: false, unreadable: [], ...change,
	};
}

/** A named volume. */
export function volume(change: Partial<Volume> = {}): Volume {
	return {
		id: 'pgdata', name: 'pgdata', anonymous: false, driver: 'local', mountpoint: '/v', created: now, labels: {}, unreadable: [], ...change,
	};
}

/** A live picture of these lists. */
export function live({containers = [], networks = [], volumes = []}: {readonly containers?: readonly Container[]; readonly networks?: readonly Network[]; readonly volumes?: readonly Volume[]} = {}): Live {
	return {
		...nothingKnown,
		containers: {items: containers, loaded: true},
		networks: {items: networks, loaded: true},
		volumes: {items: volumes, loaded: true},
	};
}

/** How a tab is looked at: 100 columns, masked. */
export function tabContext(change: Partial<TabContext> = {}): TabContext {
	return {
		live: live(), now, ascii: false, unmasked: false, width: 100, height: 20, ...change,
	};
}

/** Lines as plain text. */
export function plain(lines: readonly Line[]): string[] {
	return lines.map(line => line.map(({text}) => text).join(''));
}

/** An engine that writes down what it is asked for and answers with `answer`. */
export function recorder(answer?: unknown): {readonly engine: Engine; readonly asked: unknown[][]} {
	const asked: unknown[][] = [];
	const part = (name: string) => new Proxy({}, {
		get: (_target, method) => async (...given: unknown[]) => {
			asked.push([`${name}.${String(method)}`, ...given.map(value => withoutSignal(value))]);
			return answer;
		},
	});
	return {engine: {containers: part('containers'), networks: part('networks')} as unknown as Engine, asked};
}

/** What an action is given besides its arguments and an engine, where it needs nothing of it. */
export const aside: Pick<ActionContext, 'signal' | 'desk' | 'ran'> = {
	signal: new AbortController().signal,
	desk: {
		async visit() {
			throw new Error('nobody has a terminal here');
		},
		read() {
			throw new Error('nobody reads here');
		},
	},
	ran: () => undefined,
};

function withoutSignal(value: unknown): unknown {
	return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'signal')) : value;
}
