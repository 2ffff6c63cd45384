import {digestOf} from '../random.ts';
import {behaviours} from './behaviours.ts';
import {classicLayers, modernLayers, type Step} from './layers.ts';
import type {Behaviour, Image, Layer} from './types.ts';

const day = 86_400_000;

type Recipe = {
	readonly tags: readonly string[];
	/** Repositories whose digest is known: what was pulled or pushed. */
	readonly digests?: readonly string[];
	/** The tag of the image it builds on. */
	readonly base?: string;
	readonly steps: readonly Step[];
	readonly daysAgo: number;
	readonly classic?: boolean;
	/** Tells apart images that are otherwise alike: untagged former builds. */
	readonly edition?: string;
	readonly behaviour?: Behaviour;
} & Partial<Pick<Image, 'environment' | 'command' | 'entrypoint' | 'exposedPorts' | 'volumes' | 'workingDirectory' | 'user' | 'labels' | 'author' | 'healthCheck' | 'stopSignal'>>;

const minute = 60_000;
const shopLabels = {'org.opencontainers.image.vendor': 'Shop GmbH', 'org.opencontainers.image.title': 'Kaufhaus ☕ 商店'};

const apiSteps = (distributionSize: number): readonly Step[] => [
	['WORKDIR /app', 0],
	['COPY package.json package-lock.json ./ # buildkit', 0.4],
	['RUN /bin/sh -c npm ci --omit=dev # buildkit', 61.2],
	['COPY dist ./dist # buildkit', distributionSize],
	['EXPOSE map[3000/tcp:{}]'],
	['CMD ["node" "dist/server.js"]'],
];

const recipes: readonly Recipe[] = [
	{
		tags: ['alpine:3.20', 'alpine:latest'], digests: ['alpine'], daysAgo: 40, command: ['/bin/sh'],
		steps: [['ADD alpine-minirootfs-3.20.3-x86_64.tar.gz / # buildkit', 7.8], ['CMD ["/bin/sh"]']],
	},
	{
		tags: ['debian:bookworm-slim'], digests: ['debian'], daysAgo: 33, command: ['bash'],
		steps: [['# debian.sh --arch \'amd64\' out/ \'bookworm\' \'@1728864000\'', 74.8]],
	},
	{
		tags: ['node:22-bookworm-slim'], base: 'debian:bookworm-slim', digests: ['node'], daysAgo: 30, command: ['node'], entrypoint: ['docker-entrypoint.sh'], environment: ['NODE_VERSION=22.11.0', 'YARN_VERSION=1.22.22'],
		steps: [['RUN /bin/sh -c groupadd --gid 1000 node && useradd --uid 1000 --gid node --shell /bin/bash --create-home node # buildkit', 0.01], ['ENV NODE_VERSION=22.11.0'], ['RUN /bin/sh -c ARCH= && dpkgArch="$(dpkg --print-architecture)" && curl -fsSLO "https://nodejs.org/dist/v$NODE_VERSION/node.tar.xz" # buildkit', 118.6], ['COPY docker-entrypoint.sh /usr/local/bin/ # buildkit', 0.001], ['ENTRYPOINT ["docker-entrypoint.sh"]'], ['CMD ["node"]']],
	},
	{
		tags: ['shop/api:1.4', 'registry.example.com:5000/shop/api:1.4'], digests: ['registry.example.com:5000/shop/api'], base: 'node:22-bookworm-slim', daysAgo: 3, labels: shopLabels, exposedPorts: ['3000/tcp'], command: ['node', 'dist/server.js'], entrypoint: ['docker-entrypoint.sh'], workingDirectory: '/app', user: 'node', behaviour: behaviours.node, steps: apiSteps(3.4),
		healthCheck: {
			test: ['CMD-SHELL', 'wget -qO- http://localhost:3000/healthz || exit 1'], interval: 20_000, timeout: 3000, retries: 3,
		},
	},
	{
		tags: ['shop/api:1.3'], base: 'node:22-bookworm-slim', daysAgo: 18, labels: shopLabels, exposedPorts: ['3000/tcp'], command: ['node', 'dist/server.js'], workingDirectory: '/app', user: 'node', behaviour: behaviours.node, steps: apiSteps(3.3),
	},
	{
		tags: [], edition: 'api build 1', base: 'node:22-bookworm-slim', daysAgo: 4, labels: shopLabels, command: ['node', 'dist/server.js'], behaviour: behaviours.node, steps: apiSteps(3.39),
	},
	{
		tags: [], edition: 'api build 2', base: 'node:22-bookworm-slim', daysAgo: 9, labels: shopLabels, command: ['node', 'dist/server.js'], behaviour: behaviours.node, steps: apiSteps(3.2),
	},
	{
		tags: ['python:3.12-slim', 'python:3.12-slim-bookworm'], base: 'debian:bookworm-slim', digests: ['python'], daysAgo: 28, command: ['python3'],
		steps: [['ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin'], ['RUN /bin/sh -c set -eux; apt-get update; apt-get install -y --no-install-recommends ca-certificates netbase tzdata # buildkit', 9.2], ['ENV PYTHON_VERSION=3.12.7'], ['RUN /bin/sh -c set -eux; savedAptMark="$(apt-mark showmanual)"; ./configure; make -j "$nproc" # buildkit', 41.1], ['CMD ["python3"]']],
	},
	{
		tags: ['shop/worker:1.4'], base: 'python:3.12-slim', daysAgo: 3, labels: shopLabels, command: ['python', '-m', 'worker'], workingDirectory: '/srv', behaviour: behaviours.python,
		steps: [['RUN /bin/sh -c apt-get update && apt-get install -y imagemagick && rm -rf /var/lib/apt/lists/* # buildkit', 236.4], ['COPY requirements.txt . # buildkit', 0.002], ['RUN /bin/sh -c pip install --no-cache-dir -r requirements.txt # buildkit', 88.9], ['COPY worker ./worker # buildkit', 0.6], ['CMD ["python" "-m" "worker"]']],
	},
	{
		tags: ['nginx:1.27-alpine', 'nginx:alpine', 'registry.example.com:5000/mirror/nginx:1.27'], digests: ['nginx', 'registry.example.com:5000/mirror/nginx'], base: 'alpine:3.20', daysAgo: 36, exposedPorts: ['80/tcp'], command: ['nginx', '-g', 'daemon off;'], entrypoint: ['/docker-entrypoint.sh'], stopSignal: 'SIGQUIT', behaviour: behaviours.nginx,
		steps: [['ENV NGINX_VERSION=1.27.2'], ['RUN /bin/sh -c set -x && addgroup -g 101 -S nginx && adduser -S -D -H -u 101 nginx && apk add --no-cache nginx # buildkit', 36.2], ['COPY docker-entrypoint.sh / # buildkit', 0.002], ['ENTRYPOINT ["/docker-entrypoint.sh"]'], ['EXPOSE map[80/tcp:{}]'], ['STOPSIGNAL SIGQUIT'], ['CMD ["nginx" "-g" "daemon off;"]']],
	},
	{
		tags: ['shop/web:2.0.1'], base: 'nginx:1.27-alpine', daysAgo: 2, labels: shopLabels, exposedPorts: ['80/tcp', '8443/tcp'], command: ['nginx', '-g', 'daemon off;'], entrypoint: ['/docker-entrypoint.sh'], stopSignal: 'SIGQUIT', behaviour: behaviours.nginx,
		steps: [['COPY nginx.conf /etc/nginx/nginx.conf # buildkit', 0.003], ['COPY dist /usr/share/nginx/html # buildkit', 14.7], ['RUN /bin/sh -c chmod -R a+rX /usr/share/nginx/html # buildkit', 14.7]],
	},
	{
		tags: ['postgres:16'], base: 'debian:bookworm-slim', digests: ['postgres'], daysAgo: 25, exposedPorts: ['5432/tcp'], volumes: ['/var/lib/postgresql/data'], command: ['postgres'], entrypoint: ['docker-entrypoint.sh'], environment: ['PG_MAJOR=16', 'PGDATA=/var/lib/postgresql/data'], stopSignal: 'SIGINT', behaviour: behaviours.postgres,
		steps: [['RUN /bin/sh -c groupadd -r postgres --gid=999 && useradd -r -g postgres --uid=999 postgres # buildkit', 0.01], ['RUN /bin/sh -c apt-get update && apt-get install -y locales && localedef -i en_US -c -f UTF-8 en_US.UTF-8 # buildkit', 25.3], ['RUN /bin/sh -c apt-get install -y --no-install-recommends postgresql-16=$PG_VERSION # buildkit', 313.4], ['VOLUME [/var/lib/postgresql/data]'], ['COPY docker-entrypoint.sh /usr/local/bin/ # buildkit', 0.014], ['EXPOSE map[5432/tcp:{}]'], ['CMD ["postgres"]']],
	},
	{
		tags: ['postgres:15-alpine'], base: 'alpine:3.20', digests: ['postgres'], daysAgo: 260, exposedPorts: ['5432/tcp'], volumes: ['/var/lib/postgresql/data'], command: ['postgres'], behaviour: behaviours.postgres,
		steps: [['RUN /bin/sh -c apk add --no-cache icu-data-full tzdata # buildkit', 32.5], ['RUN /bin/sh -c make install && rm -rf /usr/src/postgresql # buildkit', 201.8], ['CMD ["postgres"]']],
	},
	{
		tags: ['redis:7-alpine'], base: 'alpine:3.20', digests: ['redis'], daysAgo: 44, exposedPorts: ['6379/tcp'], volumes: ['/data'], command: ['redis-server'], entrypoint: ['docker-entrypoint.sh'], behaviour: behaviours.redis,
		steps: [['RUN /bin/sh -c apk add --no-cache \'su-exec>=0.2\' tzdata # buildkit', 1.1], ['RUN /bin/sh -c wget -O redis.tar.gz "$REDIS_DOWNLOAD_URL" && make -C /usr/src/redis install # buildkit', 31.6], ['VOLUME [/data]'], ['EXPOSE map[6379/tcp:{}]'], ['CMD ["redis-server"]']],
	},
	{
		tags: ['ghcr.io/acme/mailer:0.9'], base: 'alpine:3.20', digests: ['ghcr.io/acme/mailer'], daysAgo: 12, exposedPorts: ['25/tcp', '587/tcp'], command: ['/mailer', '--queue', '/spool'], behaviour: behaviours.mailer, labels: {名前: '郵便 📮', 'org.opencontainers.image.source': 'https://example.com/acme/mailer'}, steps: [['COPY mailer /mailer # buildkit', 22.8], ['EXPOSE map[25/tcp:{} 587/tcp:{}]'], ['CMD ["/mailer" "--queue" "/spool"]']],
		healthCheck: {
			test: ['CMD', 'nc', '-z', 'localhost', '587'], interval: 12_000, timeout: 5000, retries: 3,
		},
	},
	{
		tags: ['prom/prometheus:v2.54.1'], digests: ['prom/prometheus'], daysAgo: 75, exposedPorts: ['9090/tcp'], volumes: ['/prometheus'], entrypoint: ['/bin/prometheus'], command: ['--config.file=/etc/prometheus/prometheus.yml'], user: 'nobody', behaviour: behaviours.prometheus,
		steps: [['COPY busybox / # buildkit', 4.3], ['COPY .build/linux-amd64/prometheus /bin/prometheus # buildkit', 139.5], ['COPY .build/linux-amd64/promtool /bin/promtool # buildkit', 131.2], ['USER nobody'], ['EXPOSE map[9090/tcp:{}]'], ['VOLUME [/prometheus]']],
	},
	{
		tags: ['grafana/grafana:11.2.0'], base: 'alpine:3.20', digests: ['grafana/grafana'], daysAgo: 80, exposedPorts: ['3000/tcp'], entrypoint: ['/run.sh'], user: '472', behaviour: behaviours.grafana, steps: [['RUN /bin/sh -c apk add --no-cache ca-certificates bash curl tzdata musl-utils # buildkit', 11.4], ['COPY /tmp/grafana /usr/share/grafana # buildkit', 441.7], ['EXPOSE map[3000/tcp:{}]'], ['ENTRYPOINT ["/run.sh"]']],
	},
	{
		tags: ['prom/node-exporter:v1.8.2'], digests: ['prom/node-exporter'], daysAgo: 120, exposedPorts: ['9100/tcp'], entrypoint: ['/bin/node_exporter'], user: 'nobody', behaviour: behaviours.prometheus, steps: [['COPY busybox / # buildkit', 4.3], ['COPY .build/linux-amd64/node_exporter /bin/node_exporter # buildkit', 20.4], ['EXPOSE map[9100/tcp:{}]']],
	},
	{
		tags: ['wordpress:6-apache'], base: 'debian:bookworm-slim', digests: ['wordpress'], daysAgo: 21, exposedPorts: ['80/tcp'], volumes: ['/var/www/html'], command: ['apache2-foreground'], entrypoint: ['docker-entrypoint.sh'], stopSignal: 'SIGWINCH', behaviour: behaviours.apache, steps: [['RUN /bin/sh -c apt-get install -y apache2 # buildkit', 258.1], ['RUN /bin/sh -c docker-php-ext-install gd mysqli zip # buildkit', 71.6], ['RUN /bin/sh -c curl -o wordpress.tar.gz -fL "https://wordpress.org/wordpress-6.6.2.tar.gz" # buildkit', 79.4], ['VOLUME [/var/www/html]'], ['CMD ["apache2-foreground"]']],
	},
	{
		tags: ['mariadb:11'], base: 'debian:bookworm-slim', digests: ['mariadb'], daysAgo: 22, exposedPorts: ['3306/tcp'], volumes: ['/var/lib/mysql'], command: ['mariadbd'], entrypoint: ['docker-entrypoint.sh'], behaviour: behaviours.mariadb, steps: [['RUN /bin/sh -c apt-get install -y mariadb-server="$MARIADB_VERSION" # buildkit', 311.2], ['VOLUME [/var/lib/mysql]'], ['EXPOSE map[3306/tcp:{}]'], ['CMD ["mariadbd"]']],
	},
	{
		tags: ['registry.example.com:5000/analytics/quarterly/report-generator:2026-11-15-build.4821'], digests: ['registry.example.com:5000/analytics/quarterly/report-generator'], base: 'python:3.12-slim', daysAgo: 7, command: ['python', '/app/report.py', '/data/orders.csv'], behaviour: behaviours.python, steps: [['COPY report.py /app/report.py # buildkit', 0.02], ['RUN /bin/sh -c pip install pandas pyarrow # buildkit', 402.9]],
	},
	{
		tags: ['legacy/importer:0.3'], base: 'alpine:3.20', classic: true, daysAgo: 410, author: 'Erika Mustermann <erika@example.com>', exposedPorts: ['20/tcp', '21/tcp'], command: ['/importer'], behaviour: behaviours.quiet, steps: [['MAINTAINER Erika Mustermann <erika@example.com>'], ['/bin/sh -c apk add --no-cache vsftpd', 3.7], ['COPY file:9f2c1e in /importer ', 12.5], ['EXPOSE 20 21'], ['CMD ["/importer"]']],
	},
	{
		tags: ['busybox:1.36'], digests: ['busybox'], daysAgo: 500, command: ['sh'], behaviour: behaviours.shell, steps: [['BusyBox 1.36.1 (glibc), Debian 12', 4.3]],
	},
	{
		tags: ['hello-world:latest'], digests: ['hello-world'], daysAgo: 560, command: ['/hello'], steps: [['COPY hello / # buildkit', 0.013], ['CMD ["/hello"]']], behaviour: {...behaviours.quiet, script: ['echo', 'Hello from Docker!']},
	},
	{
		tags: [], digests: ['ghcr.io/acme/payments-sync'], edition: 'payments', base: 'alpine:3.20', daysAgo: 6, command: ['/payments-sync'], behaviour: behaviours.crashing, steps: [['COPY payments-sync /payments-sync # buildkit', 31.4], ['CMD ["/payments-sync"]']],
	},
	{
		tags: ['traefik:v3.1'], base: 'alpine:3.20', digests: ['traefik'], daysAgo: 66, exposedPorts: ['80/tcp'], command: ['traefik'], entrypoint: ['/entrypoint.sh'], behaviour: behaviours.nginx, steps: [['RUN /bin/sh -c apk --no-cache add ca-certificates tzdata # buildkit', 2.6], ['RUN /bin/sh -c wget -O /tmp/traefik.tar.gz https://example.com/traefik.tar.gz # buildkit', 167.9], ['CMD ["traefik"]']],
	},
];

/** The images between, which the classic builder leaves behind: one for each step, each the parent of the next. */
function classicAncestors(image: Image, own: number): readonly Image[] {
	const ancestors: Image[] = [];
	const first = image.layers.length - own;
	for (let end = first + 1; end < image.layers.length; end++) {
		ancestors.push({
			...image,
			id: `sha256:${digestOf(`${image.id} step ${end}`)}`,
			parentId: ancestors.at(-1)?.id ?? image.parentId,
			tags: [],
			digests: [],
			layers: image.layers.slice(0, end),
		});
	}

	return ancestors;
}

function cook(recipe: Recipe, known: ReadonlyMap<string, Image>, now: number): readonly Image[] {
	const created = now - (recipe.daysAgo * day) - (minute * recipe.steps.length);
	const base = recipe.base === undefined ? undefined : known.get(recipe.base);
	const own: readonly Layer[] = (recipe.classic ? classicLayers : modernLayers)(recipe.steps, created);
	const id = `sha256:${digestOf(`image ${recipe.tags.join(' ')} ${recipe.edition ?? ''}`)}`;
	const image: Image = {
		id,
		parentId: recipe.classic && base ? base.id : '',
		tags: recipe.tags,
		digests: (recipe.digests ?? []).map(repository => `${repository}@sha256:${digestOf(`manifest ${repository} ${id}`)}`),
		created: created + (recipe.steps.length * 1000),
		layers: [...base?.layers ?? [], ...own],
		environment: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...recipe.environment ?? []],
		command: recipe.command ?? [],
		entrypoint: recipe.entrypoint ?? [],
		exposedPorts: recipe.exposedPorts ?? [],
		volumes: recipe.volumes ?? [],
		workingDirectory: recipe.workingDirectory ?? '',
		user: recipe.user ?? '',
		labels: recipe.labels ?? {},
		author: recipe.author ?? '',
		healthCheck: recipe.healthCheck,
		stopSignal: recipe.stopSignal,
		behaviour: recipe.behaviour ?? behaviours.quiet,
	};
	if (!recipe.classic) {
		return [image];
	}

	const ancestors = classicAncestors(image, own.length);
	const ids = [...ancestors.map(ancestor => ancestor.id), id];
	const layers = image.layers.map((layer, position) => position < image.layers.length - own.length ? layer : {...layer, imageId: ids[position - (image.layers.length - own.length)]});
	return [...ancestors, {...image, parentId: ancestors.at(-1)?.id ?? image.parentId, layers}];
}

/** The demo's images: bases, what is built on them, former builds without a name. `now` in milliseconds since the epoch. */
export function seedImages(now: number): readonly Image[] {
	const byTag = new Map<string, Image>();
	const images: Image[] = [];
	for (const recipe of recipes) {
		for (const image of cook(recipe, byTag, now)) {
			images.push(image);
			for (const tag of image.tags) {
				byTag.set(tag, image);
			}
		}
	}

	return images;
}
