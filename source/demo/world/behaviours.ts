import type {Behaviour} from './types.ts';

const mebibyte = 1024 * 1024;

const behave = (voice: string, cpuPercent: number, mebibytes: number, logEvery: number, rest: Partial<Behaviour> = {}): Behaviour => ({
	voice, cpuPercent, memoryBytes: mebibytes * mebibyte, logEvery, stopAfter: 250, stopCode: 0, ...rest,
});

/** How the programs of the demo's images behave. */
export const behaviours = {
	nginx: behave('nginx', 0.6, 11, 1100),
	node: behave('node', 3.1, 212, 700, {healthy: true, stopAfter: 600, stopCode: 143}),
	postgres: behave('postgres', 0.8, 96, 9000, {stopAfter: 900, healthy: true}),
	mariadb: behave('postgres', 0.4, 120, 15_000, {stopAfter: 1500, stopCode: 143}),
	redis: behave('redis', 0.3, 9, 6000),
	python: behave('python', 46, 480, 900, {stopCode: 143}),
	mailer: behave('colourful', 1.2, 64, 1500, {healthy: false, stopAfter: 400, stopCode: 143}),
	prometheus: behave('prometheus', 2.4, 310, 4000),
	grafana: behave('prometheus', 1.1, 140, 8000),
	apache: behave('nginx', 1.8, 88, 2000),
	stubborn: behave('quiet', 12, 30, 5000, {stopAfter: Infinity, stopCode: 137}),
	crashing: behave('crash', 4, 18, 600, {endsAfter: 1800, endsWith: 3}),
	shell: behave('shell', 0, 3, 60_000, {stopAfter: Infinity, stopCode: 137}),
	quiet: behave('quiet', 0.1, 4, 30_000, {stopCode: 143}),
} as const satisfies Readonly<Record<string, Behaviour>>;
