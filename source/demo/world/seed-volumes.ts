import {digestOf} from '../random.ts';
import {megabytes} from './layers.ts';
import type {CacheRecord, Volume} from './types.ts';

const hour = 3_600_000;

const compose = (project: string, volume: string) => ({
	'com.docker.compose.project': project,
	'com.docker.compose.version': '2.29.7',
	'com.docker.compose.volume': volume,
});

/** The label by which an engine marks a volume that nobody named (API 1.42). */
export const anonymousLabel = {'com.docker.volume.anonymous': ''};

const volume = (name: string, created: number, size: number, labels: Readonly<Record<string, string>> = {}): Volume => ({
	name, driver: 'local', created, size: megabytes(size), options: {}, labels,
});

/** The name of the n-th volume that nobody named. */
export const anonymousVolume = (number: number): string => digestOf(`anonymous volume ${number}`);

/** The demo's volumes: named and not, used and not. `now` in milliseconds since the epoch. */
export function seedVolumes(now: number): readonly Volume[] {
	return [
		volume('shop_pgdata', now - (70 * hour), 1240, compose('shop', 'pgdata')),
		volume('shop_uploads', now - (70 * hour), 318, compose('shop', 'uploads')),
		volume('monitoring_prometheus', now - (69 * hour), 2210, compose('monitoring', 'prometheus')),
		volume('monitoring_grafana', now - (69 * hour), 24, compose('monitoring', 'grafana')),
		volume('blog_html', now - (400 * hour), 96, compose('blog', 'html')),
		volume('old_pgdata', now - (5000 * hour), 4100),
		volume('backup-2025', now - (8000 * hour), 812, {keep: 'yes', 用途: 'バックアップ'}),
		volume('scratch', now - (30 * hour), 0),
		volume(anonymousVolume(1), now - (70 * hour), 3.5, anonymousLabel),
		volume(anonymousVolume(2), now - (400 * hour), 210, anonymousLabel),
		volume(anonymousVolume(3), now - (1200 * hour), 655, anonymousLabel),
		volume(anonymousVolume(4), now - (1100 * hour), 41, anonymousLabel),
		volume(anonymousVolume(5), now - (20 * hour), 0, anonymousLabel),
	];
}

const cacheId = (number: number) => digestOf(`cache ${number}`).slice(0, 25);

type CacheFacts = Partial<Omit<CacheRecord, 'parents'>> & {
	/** By number. */
	readonly parents?: readonly number[];
	/** Decimal megabytes. */
	readonly size: number;
	/** When it was last used. */
	readonly hoursAgo: number;
};

const record = (number: number, description: string, {parents = [], size, hoursAgo, ...rest}: CacheFacts) => (now: number): CacheRecord => ({
	id: cacheId(number),
	parents: parents.map(parent => cacheId(parent)),
	type: 'regular',
	description,
	inUse: false,
	shared: false,
	size: megabytes(size),
	created: now - ((hoursAgo + 10) * hour),
	lastUsed: now - (hoursAgo * hour),
	usageCount: 1 + (number % 5),
	...rest,
});

const records = [
	record(1, 'pulled from docker.io/library/node:22-bookworm-slim', {size: 193, hoursAgo: 70, shared: true, usageCount: 14}),
	record(2, '[2/5] WORKDIR /app', {parents: [1], size: 0, hoursAgo: 70, shared: true, usageCount: 9}),
	record(3, '[3/5] COPY package.json package-lock.json ./', {parents: [2], size: 0.4, hoursAgo: 70, shared: true}),
	record(4, '[4/5] RUN npm ci --omit=dev', {parents: [3], size: 61.2, hoursAgo: 70, shared: true}),
	record(5, '[5/5] COPY dist ./dist', {parents: [4], size: 3.4, hoursAgo: 96}),
	record(6, 'local source for context', {type: 'source.local', size: 38, hoursAgo: 70, usageCount: 22}),
	record(7, 'local source for dockerfile', {type: 'source.local', size: 0.008, hoursAgo: 70, usageCount: 22}),
	record(8, 'cached mount /home/node/.npm from exec /bin/sh -c npm ci', {type: 'exec.cachemount', size: 412, hoursAgo: 70, usageCount: 31}),
	record(9, 'cached mount /var/cache/pip from exec /bin/sh -c pip install', {type: 'exec.cachemount', size: 690, hoursAgo: 240}),
	record(10, 'pulled from docker.io/docker/dockerfile:1', {type: 'frontend', size: 12.6, hoursAgo: 70, usageCount: 40}),
	record(11, 'https://example.com/acme/mailer.git#main', {type: 'source.git.checkout', size: 55, hoursAgo: 300, lastUsed: undefined}),
	record(12, '[4/5] RUN npm ci', {parents: [3], size: 244, hoursAgo: 700}),
	record(13, '[5/5] RUN npm run build', {parents: [12], size: 97, hoursAgo: 700}),
	record(14, '[builder 1/3] FROM docker.io/library/golang:1.23', {size: 840, hoursAgo: 20, inUse: true}),
];

/** What former builds left: chains of parents, cache mounts, sources. `now` in milliseconds since the epoch. */
export function seedCache(now: number): readonly CacheRecord[] {
	return records.map(make => make(now));
}
