import {digestOf} from '../random.ts';
import {megabytes} from './layers.ts';
import type {CacheRecord, Volume} from './types.ts';

const hour = 3_600_000;

const compose = (project: string, volume: string) => ({
	'com.docker.compose.project': project,
	'com.docker.compose.version': '2.29.7',
	'com.docker.compose.volume': volume,
});

/**
The label by which an engine marks a volume that nobody named (API 1.42).
*/
export const anonymousLabel = {'com.docker.volume.anonymous': ''};

const volume = (name: string, created: number, size: number, labels: Readonly<Record<string, string>> = {}): Volume => ({
	name, driver: 'local', created, size: megabytes(size), options: {}, labels,
});

/**
The name of the n-th volume that nobody named.
*/
export const anonymousVolume = (number: number): string => digestOf(`anonymous volume ${number}`);

/**
The demo's volumes: named and not, used and not. `now` in milliseconds since the epoch.
*/
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

const record = (number: number, parents: readonly number[], type: CacheRecord['type'], description: string, size: number, hoursAgo: number, rest: Partial<CacheRecord> = {}) => (now: number): CacheRecord => ({
	id: cacheId(number),
	parents: parents.map(parent => cacheId(parent)),
	type,
	description,
	inUse: false,
	shared: false,
	size: megabytes(size),
	created: now - (hoursAgo * hour) - (10 * hour),
	lastUsed: now - (hoursAgo * hour),
	usageCount: 1 + (number % 5),
	...rest,
});

const records = [
	record(1, [], 'regular', 'pulled from docker.io/library/node:22-bookworm-slim', 193, 70, {shared: true, usageCount: 14}),
	record(2, [1], 'regular', '[2/5] WORKDIR /app', 0, 70, {shared: true, usageCount: 9}),
	record(3, [2], 'regular', '[3/5] COPY package.json package-lock.json ./', 0.4, 70, {shared: true}),
	record(4, [3], 'regular', '[4/5] RUN npm ci --omit=dev', 61.2, 70, {shared: true}),
	record(5, [4], 'regular', '[5/5] COPY dist ./dist', 3.4, 96),
	record(6, [], 'source.local', 'local source for context', 38, 70, {usageCount: 22}),
	record(7, [], 'source.local', 'local source for dockerfile', 0.008, 70, {usageCount: 22}),
	record(8, [], 'exec.cachemount', 'cached mount /root/.npm from exec /bin/sh -c npm ci', 412, 70, {usageCount: 31}),
	record(9, [], 'exec.cachemount', 'cached mount /root/.cache/pip from exec /bin/sh -c pip install', 690, 240),
	record(10, [], 'frontend', 'pulled from docker.io/docker/dockerfile:1', 12.6, 70, {usageCount: 40}),
	record(11, [], 'source.git.checkout', 'https://example.com/acme/mailer.git#main', 55, 300, {lastUsed: undefined}),
	record(12, [3], 'regular', '[4/5] RUN npm ci', 244, 700),
	record(13, [12], 'regular', '[5/5] RUN npm run build', 97, 700),
	record(14, [], 'regular', '[builder 1/3] FROM docker.io/library/golang:1.23', 840, 20, {inUse: true}),
];

/**
What former builds left: chains of parents, cache mounts, sources. `now` in milliseconds since the epoch.
*/
export function seedCache(now: number): readonly CacheRecord[] {
	return records.map(make => make(now));
}
