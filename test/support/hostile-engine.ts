import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {TestContext} from 'node:test';
import {attacks} from './hostile.ts';

const texts = Object.values(attacks);
const all = texts.join('');
const hexadecimal = (index: number, first: string): string => `${first}${String(index).padStart(3, '0')}`.padEnd(64, '0');
const imageId = (index: number): string => `sha256:${hexadecimal(index, 'e')}`;
const containerId = (index: number): string => hexadecimal(index, 'c');
const time = '2026-11-21T10:00:00.123456789Z';
const labels = {...Object.fromEntries(texts.map(text => [text, text])), 'com.docker.compose.project': all, 'com.docker.compose.service': all};

/** As Docker frames a log: stream, length, stamp, text. */
function frame(text: string, stream: number): Uint8Array {
	const bytes = Buffer.from(`${time} ${text}\n`);
	const head = Buffer.alloc(8);
	head[0] = stream;
	head.writeUInt32BE(bytes.length, 4);
	return Buffer.concat([head, bytes]);
}

const states = ['running', 'exited', 'paused', 'restarting', 'dead', 'created', all];

const containers = texts.map((text, index) => ({
	Id: containerId(index),
	Names: [`/${text}`],
	Image: text,
	ImageID: imageId(index % 5),
	Command: text,
	Created: 1_700_000_000 + index,
	State: states[index % states.length],
	Status: `Exited (1) ${text}`,
	Ports: [{IP: text, PrivatePort: 80, PublicPort: 8000 + index, Type: 'tcp'}],
	Labels: labels,
	HostConfig: {NetworkMode: text},
	NetworkSettings: {Networks: {[text]: {NetworkID: hexadecimal(index, 'a'), IPAddress: text, GlobalIPv6Address: text, MacAddress: text, Aliases: texts}}},
	Mounts: [{Type: 'volume', Name: text, Source: text, Destination: text, Driver: text, RW: true}],
}));

const inspection = (id: string) => ({
	Id: id,
	Name: `/${all}`,
	Path: all,
	Args: texts,
	Created: time,
	State: {Status: 'running', Running: true, ExitCode: 1, Error: all, StartedAt: time, Health: {Status: 'unhealthy', FailingStreak: 2, Log: texts.map(text => ({Start: time, End: time, ExitCode: 1, Output: text}))}},
	Config: {Env: texts.map(text => `${text}=${text}`), User: all, WorkingDir: all, Tty: false, ExposedPorts: {[`80/${all}`]: {}, '80/tcp': {}}, Healthcheck: {Test: ['CMD-SHELL', all], Interval: 1e9}, Labels: labels, Cmd: texts},
	HostConfig: {NetworkMode: all, RestartPolicy: {Name: all}, LogConfig: {Type: all}, Tmpfs: {[all]: all}, PortBindings: {'80/tcp': [{HostIp: all, HostPort: all}]}},
	NetworkSettings: {Networks: containers[0]!.NetworkSettings.Networks, Ports: {'80/tcp': [{HostIp: all, HostPort: '8080'}]}},
	Mounts: texts.map(text => ({Type: text, Name: text, Source: text, Destination: text, Driver: text, RW: false})),
	[all]: all,
});

const images = texts.map((text, index) => ({
	Id: imageId(index), ParentId: text, RepoTags: [`${text}:${text}`], RepoDigests: [`${text}@${text}`], Created: 1_700_000_000, Size: 1000, SharedSize: -1, Labels: labels, Containers: -1,
}));
const imageInspection = {
	Id: imageId(0), RepoTags: texts, RepoDigests: texts, Created: time, Size: 1000, Architecture: all, Os: all, Author: all, Comment: all, RootFS: {Layers: texts}, Config: {Entrypoint: texts, Cmd: texts, Env: texts.map(text => `${text}=${text}`), User: all, WorkingDir: all, ExposedPorts: {[all]: {}}, Volumes: {[all]: {}}, Labels: labels, Healthcheck: {Test: ['CMD', ...texts]}, StopSignal: all},
};
const history = texts.map(text => ({Id: text, Created: 1_700_000_000, CreatedBy: `/bin/sh -c #(nop) ${text}`, Size: 10, Comment: text, Tags: [text]}));
const networks = texts.map((text, index) => ({
	Id: hexadecimal(index, 'a'), Name: text, Driver: text, Scope: text, Created: time, IPAM: {Config: [{Subnet: text, Gateway: text}]}, Labels: labels, Internal: false, EnableIPv6: false,
}));
const networkInspection = {...networks[0], Containers: Object.fromEntries(texts.map(text => [text, {Name: text, IPv4Address: text, IPv6Address: text, MacAddress: text}])), Options: labels};
const volumes = texts.map(text => ({Name: text, Driver: text, Mountpoint: text, CreatedAt: time, Labels: labels, Scope: text, Options: labels}));
const usage = {
	LayersSize: 1000,
	Images: images.map(image => ({...image, SharedSize: 0, Containers: 0})),
	Containers: containers.map(container => ({...container, SizeRw: 10, SizeRootFs: 20})),
	Volumes: volumes.map(volume => ({...volume, UsageData: {Size: 100, RefCount: 0}})),
	BuildCache: texts.map((text, index) => ({ID: `${index}${text}`, Parent: text, Type: text, Description: text, InUse: false, Shared: false, Size: 5, CreatedAt: time, LastUsedAt: time, UsageCount: 1})),
};
const reading = {read: time, name: all, cpu_stats: {cpu_usage: {total_usage: 10}, system_cpu_usage: 100, online_cpus: 2}, memory_stats: {usage: 1000, limit: 2000, stats: {[all]: 1}}, networks: {[all]: {rx_bytes: 1, tx_bytes: 2}}, pids_stats: {current: 3}};
const version = {ApiVersion: '1.41', MinAPIVersion: all, Version: all, Components: [{Name: 'Engine', Version: all}]};
const info = {ID: all, Name: all, NCPU: 2, MemTotal: 1024, ServerVersion: all, OperatingSystem: all, Driver: all, Architecture: all, KernelVersion: all, DockerRootDir: all, Swarm: {LocalNodeState: all}};

const answers: ReadonlyArray<readonly [RegExp, (id: string) => unknown]> = [
	[/^\/version$/v, () => version],
	[/\/info$/v, () => info],
	[/\/containers\/json$/v, () => containers],
	[/\/containers\/\w+\/json$/v, inspection],
	[/\/top$/v, () => ({Titles: texts, Processes: texts.map(() => texts)})],
	[/\/changes$/v, () => texts.map((text, index) => ({Path: text, Kind: index % 3}))],
	[/\/images\/json$/v, () => images],
	[/\/history$/v, () => history],
	[/\/images\/.*\/json$/v, () => imageInspection],
	[/\/networks$/v, () => networks],
	[/\/networks\/\w+$/v, () => networkInspection],
	[/\/volumes$/v, () => ({Volumes: volumes})],
	[/\/volumes\/.+$/v, () => volumes[0]],
	[/\/system\/df$/v, () => usage],
];

/** The names of objects that an engine may have made up, at which events are told. */
const events = texts.flatMap(text => [
	{Type: 'container', Action: `exec_create: ${text}`, Actor: {ID: containerId(0), Attributes: {name: text, [text]: text}}, time: 1_700_000_000},
	{Type: 'network', Action: 'create', Actor: {ID: text, Attributes: {name: text}}, time: 1_700_000_000},
	{Type: text, Action: text, Actor: {ID: text, Attributes: labels}, time: 1_700_000_000},
]);

function answer(request: IncomingMessage, response: ServerResponse): void {
	const place = (request.url ?? '').split('?', 1)[0]!;
	if (request.method !== 'GET') {
		response.writeHead(500, {'content-type': 'application/json'});
		response.end(JSON.stringify({message: all}));
	} else if (place.endsWith('/events')) {
		response.writeHead(200, {'content-type': 'application/json'});
		response.write(events.map(event => `${JSON.stringify(event)}\n`).join(''));
	} else if (place.endsWith('/logs')) {
		response.writeHead(200, {'content-type': 'application/octet-stream'});
		response.write(Buffer.concat(texts.map((text, index) => frame(text, (index % 2) + 1))));
	} else if (place.endsWith('/stats')) {
		response.writeHead(200, {'content-type': 'application/json'});
		response.write(`${JSON.stringify(reading)}\n`);
	} else {
		const found = answers.find(([pattern]) => pattern.test(place));
		response.writeHead(found ? 200 : 404, {'content-type': 'application/json'});
		response.end(JSON.stringify(found?.[1](/containers\/(?<id>\w+)/v.exec(place)?.groups?.['id'] ?? '') ?? {message: all}));
	}
}

/** An engine in which everything that can have a name is called by an attack on the terminal, until the test ends. Every change is refused, in the same words. */
export async function hostileEngine(context: TestContext): Promise<{readonly address: string}> {
	const folder = await mkdtemp(path.join(tmpdir(), 'shipshape-hostile-'));
	const socketPath = path.join(folder, 'engine.sock');
	const server = createServer(answer);
	server.listen(socketPath);
	await once(server, 'listening');
	context.after(async () => {
		server.closeAllConnections();
		server.close();
		await rm(folder, {recursive: true, force: true});
	});
	return {address: `unix://${socketPath}`};
}
