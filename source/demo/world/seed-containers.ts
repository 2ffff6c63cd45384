import {digestOf} from '../random.ts';
import {anonymousVolume} from './seed-volumes.ts';
import type {Plan} from './plan.ts';

const minute = 60_000;
const hour = 60 * minute;

const compose = (project: string, service: string, image: string, dependsOn = '') => ({
	'com.docker.compose.config-hash': digestOf(`${project} ${service}`),
	'com.docker.compose.container-number': '1',
	'com.docker.compose.depends_on': dependsOn,
	'com.docker.compose.image': `sha256:${digestOf(image)}`,
	'com.docker.compose.oneoff': 'False',
	'com.docker.compose.project': project,
	'com.docker.compose.project.config_files': `/srv/${project}/compose.yaml`,
	'com.docker.compose.project.working_dir': `/srv/${project}`,
	'com.docker.compose.service': service,
	'com.docker.compose.version': '2.29.7',
});

const volume = (name: string, destination: string, writable = true) => ({
	type: 'volume' as const, name, source: `/var/lib/docker/volumes/${name}/_data`, destination, writable,
});

const bind = (source: string, destination: string, writable = false) => ({
	type: 'bind' as const, source, destination, writable,
});

const publish = (containerPort: number, hostPort: number, hostAddress = '', protocol: 'tcp' | 'udp' = 'tcp') => ({
	containerPort, hostPort, hostAddress, protocol,
});

/** The containers of the demo: some projects in order, some in trouble. Times are milliseconds before the world began. */
export const containerPlans: readonly Plan[] = [
	{
		name: 'shop-web-1', image: 'shop/web:2.0.1', networks: {shop_default: ['web']}, labels: compose('shop', 'web', 'web', 'api:service_healthy:false'), publish: [publish(80, 8080), publish(8443, 8443, '127.0.0.1')], restart: 'unless-stopped', created: 70 * hour, started: 3 * hour, status: 'running', sizeWritable: 0.02,
		mounts: [bind('/srv/shop/nginx.conf', '/etc/nginx/nginx.conf')],
	},
	{
		name: 'shop-api-1', image: 'shop/api:1.4', networks: {shop_default: ['api'], shop_backend: ['api']}, labels: {...compose('shop', 'api', 'api', 'db:service_started:false'), 名前: 'データ受付 🐘'}, publish: [publish(3000, 3000, '127.0.0.1')], environment: ['NODE_ENV=production', 'DATABASE_URL=postgres://shop:hunter2@db/shop', 'API_TOKEN=c2VjcmV0LXRva2Vu'], restart: 'unless-stopped', memory: 1024, created: 70 * hour, started: 3 * hour, status: 'running', health: 'healthy', sizeWritable: 1.2,
		mounts: [volume('shop_uploads', '/app/uploads')],
	},
	{
		name: 'shop-db-1', image: 'postgres:16', networks: {shop_backend: ['db']}, labels: compose('shop', 'db', 'db'), publish: [publish(5432, 5432, '127.0.0.1')], environment: ['POSTGRES_USER=shop', 'POSTGRES_PASSWORD=hunter2'], restart: 'unless-stopped', created: 70 * hour, started: 70 * hour, status: 'running', sizeWritable: 0.06,
		mounts: [volume('shop_pgdata', '/var/lib/postgresql/data')],
	},
	{
		name: 'shop-worker-1', image: 'shop/worker:1.4', networks: {shop_backend: ['worker']}, labels: compose('shop', 'worker', 'worker', 'db:service_started:false'), memory: 512, created: 70 * hour, started: 2 * hour, finished: 12 * minute, status: 'exited', exitCode: 137, oomKilled: true, sizeWritable: 48,
		mounts: [volume('shop_uploads', '/srv/uploads')],
	},
	{
		name: 'shop-cache-1', image: 'redis:7-alpine', networks: {shop_backend: ['cache']}, labels: compose('shop', 'cache', 'cache'), restart: 'unless-stopped', created: 70 * hour, started: 70 * hour, status: 'running',
		mounts: [volume(anonymousVolume(1), '/data')],
	},
	{
		name: 'shop-mailer-1', image: 'ghcr.io/acme/mailer:0.9', networks: {shop_default: ['mailer']}, labels: compose('shop', 'mailer', 'mailer'), restart: 'on-failure', created: 70 * hour, started: 5 * hour, status: 'running', health: 'unhealthy', sizeWritable: 6.5,
	},
	{
		name: 'monitoring-prometheus-1', image: 'prom/prometheus:v2.54.1', networks: {monitoring_default: ['prometheus']}, labels: compose('monitoring', 'prometheus', 'prometheus'), publish: [publish(9090, 9090)], restart: 'always', created: 69 * hour, started: 69 * hour, status: 'running',
		mounts: [volume('monitoring_prometheus', '/prometheus'), bind('/srv/monitoring/prometheus.yml', '/etc/prometheus/prometheus.yml')],
	},
	{
		name: 'monitoring-grafana-1', image: 'grafana/grafana:11.2.0', networks: {monitoring_default: ['grafana']}, labels: compose('monitoring', 'grafana', 'grafana', 'prometheus:service_started:false'), publish: [publish(3000, 3001)], environment: ['GF_SECURITY_ADMIN_PASSWORD=admin'], restart: 'always', created: 69 * hour, started: 69 * hour, status: 'running', sizeWritable: 2.1,
		mounts: [volume('monitoring_grafana', '/var/lib/grafana')],
	},
	{
		name: 'monitoring-node-exporter-1', image: 'prom/node-exporter:v1.8.2', networks: {host: []}, networkMode: 'host', labels: compose('monitoring', 'node-exporter', 'node-exporter'), restart: 'always', created: 69 * hour, started: 69 * hour, status: 'running',
		mounts: [bind('/proc', '/host/proc'), bind('/sys', '/host/sys')],
	},
	{
		name: 'blog-wordpress-1', image: 'wordpress:6-apache', networks: {blog_default: ['wordpress']}, labels: compose('blog', 'wordpress', 'wordpress', 'db:service_started:false'), publish: [publish(80, 8080)], restart: 'always', created: 26 * hour, status: 'created', exitCode: 128, portConflict: 8080,
		mounts: [volume('blog_html', '/var/www/html')],
	},
	{
		name: 'blog-db-1', image: 'mariadb:11', networks: {blog_default: ['db']}, labels: compose('blog', 'db', 'db'), environment: ['MARIADB_ROOT_PASSWORD=wordpress'], created: 400 * hour, started: 30 * hour, finished: 25 * hour, status: 'exited', exitCode: 143, sizeWritable: 0.3,
		mounts: [volume(anonymousVolume(2), '/var/lib/mysql')],
	},
	{
		name: 'payments-sync', image: 'ghcr.io/acme/payments-sync', imageEdition: 'payments', networks: {bridge: []}, labels: {team: 'payments'}, restart: 'always', created: 90 * minute, started: 20_000, finished: 4000, status: 'restarting', exitCode: 3, restartCount: 41,
	},
	{
		name: 'nightly-backup', image: 'alpine:3.20', networks: {bridge: []}, command: ['sh', '-c', 'while true; do /backup.sh; sleep 86400; done'], created: 200 * hour, started: 9 * hour, status: 'paused', labels: {schedule: '0 3 * * *'}, sizeWritable: 0.4,
		mounts: [volume('shop_pgdata', '/source', false), bind('/var/backups', '/backups', true)],
	},
	{
		name: 'toolbox', image: 'busybox:1.36', networks: {bridge: []}, command: ['sh'], terminal: true, created: 28 * hour, started: 28 * hour, status: 'running', sizeWritable: 0.8,
	},
	{
		name: 'legacy-ftp', image: 'legacy/importer:0.3', networks: {bridge: []}, created: 900 * hour, started: 50 * hour, status: 'running', publish: [publish(21, 21), ...[0, 1, 2, 3, 4, 5].map(offset => publish(21_000 + offset, 21_000 + offset)), publish(69, 6969, '', 'udp')],
	},
	{
		name: 'ipv6-echo', image: 'traefik:v3.1', networks: {lab_net: ['echo']}, created: 14 * hour, started: 14 * hour, status: 'running', publish: [publish(7777, 7777, '::1')],
	},
	{
		name: 'quarterly-report-generator-for-the-whole-northern-region-2026-11-15-attempt-02', image: 'registry.example.com:5000/analytics/quarterly/report-generator:2026-11-15-build.4821', networks: {bridge: []}, created: 26 * hour, started: 26 * hour, finished: (26 * hour) - 9000, status: 'exited', exitCode: 1, sizeWritable: 310, labels: {説明: '四半期レポート（北部）', owner: 'zoë@example.com'},
	},
	{
		name: 'batch-import', image: 'python:3.12-slim', behaviour: 'python', networks: {bridge: []}, command: ['python', 'import.py'], created: 50 * hour, started: 50 * hour, finished: 49 * hour, status: 'exited', exitCode: 0, sizeWritable: 120,
	},
	{
		name: 'stuck-job', image: 'alpine:3.20', networks: {bridge: []}, command: ['sleep', 'infinity'], created: 8 * hour, started: 8 * hour, finished: 6 * hour, status: 'exited', exitCode: 137, behaviour: 'stubborn',
	},
	{
		name: 'half-removed', image: 'alpine:3.20', networks: {bridge: []}, command: ['sleep', '3600'], created: 700 * hour, started: 700 * hour, finished: 699 * hour, status: 'dead', exitCode: 0,
	},
	{
		name: 'scratchpad', image: 'debian:bookworm-slim', networks: {lab_net: []}, command: ['bash'], terminal: true, created: 5 * hour, status: 'created', exitCode: 0,
	},
];
