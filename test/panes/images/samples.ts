import type {Engine} from '../../../source/engine/engine.ts';
import type {Container} from '../../../source/model/container.ts';
import type {DiskUsage} from '../../../source/model/disk.ts';
import type {Image} from '../../../source/model/image.ts';
import type {Volume} from '../../../source/model/volume.ts';
import type {Line, TabContext} from '../../../source/panes/pane.ts';
import {nothingKnown, type Live} from '../../../source/store/live.ts';

/** A moment at which all tests take place. */
export const now = Date.UTC(2026, 10, 21, 10);

export const hour = 3_600_000;

/** A 64-digit digest that begins with these digits. */
export function digest(digits: string): string {
	return digits.padEnd(64, '0');
}

/** The id of the image with these digits. */
export function imageIdOf(digits: string): string {
	return `sha256:${digest(digits)}`;
}

/** An image named `shop/api:1.4` that nothing uses, changed as wanted. */
export function image(change: Partial<Image> = {}): Image {
	return {
		id: imageIdOf('a1'), parentId: '', tags: ['shop/api:1.4'], digests: [], created: now - (3 * hour), size: 258_600_000, labels: {}, unreadable: [], ...change,
	};
}

/** A running container named `web` of that image. */
export function container(change: Partial<Container> = {}): Container {
	return {
		id: digest('c1'), name: 'web', image: 'shop/api:1.4', imageId: imageIdOf('a1'), command: 'node', created: now - hour,
		state: 'running', status: 'Up 1 hour', ports: [], labels: {}, attachments: [], mounts: [], unreadable: [], ...change,
	};
}

/** A named volume that nothing uses. */
export function volume(change: Partial<Volume> = {}): Volume {
	return {
		id: 'pgdata', name: 'pgdata', anonymous: false, driver: 'local', mountpoint: '/var/lib/docker/volumes/pgdata/_data', created: now - (48 * hour), labels: {}, unreadable: [], ...change,
	};
}

/** A volume as a mount of a container. */
export function mountOf(source: string, destination: string, readOnly = false): Container['mounts'][number] {
	return {type: 'volume', source, destination, readOnly};
}

/** A measurement that found nothing, changed as wanted. */
export function usage(change: Partial<DiskUsage> = {}): DiskUsage {
	return {
		measuredAt: now - 12_000,
		lines: [
			{kind: 'images', count: 26, active: 19, size: 3_442_000_000, reclaimable: 614_700_000},
			{kind: 'containers', count: 21, active: 13, size: 0, reclaimable: 0},
			{kind: 'volumes', count: 13, active: 7, size: 9_710_000_000, reclaimable: 5_608_000_000},
			{kind: 'cache', count: 14, active: 1, size: 2_392_000_000, reclaimable: 1_552_000_000},
		],
		layersSize: 3_442_000_000,
		images: new Map(),
		containers: new Map(),
		volumes: new Map(),
		cache: [],
		...change,
	};
}

/** A live picture of these lists. */
export function live({images = [], containers = [], volumes = [], disk = {}}: {
	readonly images?: readonly Image[];
	readonly containers?: readonly Container[];
	readonly volumes?: readonly Volume[];
	readonly disk?: Live['disk'];
} = {}): Live {
	return {
		...nothingKnown,
		images: {items: images, loaded: true},
		containers: {items: containers, loaded: true},
		volumes: {items: volumes, loaded: true},
		disk,
	};
}

/** How a tab is looked at: 100 columns, masked. */
export function tabContext(change: Partial<TabContext> = {}): TabContext {
	return {
		live: live(), now, ascii: false, unmasked: false, width: 100, height: 20, ...change,
	};
}

/** Lines as plain text. */
export function plain(lines: readonly Line[]): readonly string[] {
	return lines.map(line => line.map(({text}) => text).join(''));
}

/** An engine that writes down what is asked of its images and volumes, and answers with `answer`. */
export function recorder(answer: unknown): {readonly engine: Engine; readonly asked: ReadonlyArray<readonly unknown[]>} {
	const asked: unknown[][] = [];
	const part = (name: string) => new Proxy({}, {
		get: (_target, method) => async (...given: unknown[]) => {
			asked.push([`${name}.${String(method)}`, ...given.map(value => withoutSignal(value))]);
			return answer;
		},
	});
	return {engine: {images: part('images'), volumes: part('volumes')} as unknown as Engine, asked};
}

function withoutSignal(value: unknown): unknown {
	return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'signal')) : value;
}
