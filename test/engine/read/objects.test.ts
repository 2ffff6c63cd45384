import assert from 'node:assert/strict';
import test from 'node:test';
import fastCheck from 'fast-check';
import {readContainer} from '../../../source/engine/read/container.ts';
import {readContainerDetails} from '../../../source/engine/read/container-details.ts';
import {readDiskUsage} from '../../../source/engine/read/disk.ts';
import {readEvent} from '../../../source/engine/read/event.ts';
import {
	readHistoryEntry,
	readImage,
	readImageDetails,
	readImageRemoval,
} from '../../../source/engine/read/image.ts';
import {readInfo, readVersion} from '../../../source/engine/read/info.ts';
import {readNetwork, readNetworkDetails} from '../../../source/engine/read/network.ts';
import {readChanges, readProcesses} from '../../../source/engine/read/processes.ts';
import {readVolume} from '../../../source/engine/read/volume.ts';
import {runs} from '../../support/properties.ts';

const hex = 'b'.repeat(64);

test('an image\'s names before and after API 1.43', () => {
	const old = readImage({
		Id: `sha256:${hex}`, ParentId: '', RepoTags: ['<none>:<none>'], RepoDigests: ['<none>@<none>'], Created: 5, Size: 7, SharedSize: -1, Labels: null,
	});
	assert.deepEqual(old, {
		id: `sha256:${hex}`, parentId: '', tags: [], digests: [], created: 5000, size: 7, labels: {}, unreadable: [],
	});
	const young = readImage({
		Id: `sha256:${hex}`, ParentId: '', RepoTags: [], RepoDigests: null, Size: 7, SharedSize: 3, Labels: {a: 'b'},
	});
	assert.deepEqual(young, {
		id: `sha256:${hex}`, parentId: '', tags: [], digests: [], created: 0, size: 7, sharedSize: 3, labels: {a: 'b'}, unreadable: [],
	});
	assert.equal(readImage({Id: hex, Size: 'big'})?.id, `sha256:${hex}`);
	assert.deepEqual(readImage({Id: hex, Size: 'big', Created: 'then'})?.unreadable, ['Created', 'Size']);
	assert.equal(readImage({RepoTags: ['a:1']}), undefined);
});

test('an image\'s inspection; an entrypoint may be a single text', () => {
	const details = readImageDetails({
		Id: `sha256:${hex}`,
		RepoTags: ['a:1'],
		RepoDigests: [],
		Created: '2024-01-02T03:04:05Z',
		Size: 9,
		Architecture: 'arm64',
		Os: 'linux',
		RootFS: {Layers: ['sha256:1', 'sha256:2']},
		Config: {
			Entrypoint: 'entry', Cmd: ['a', 'b'], Env: ['A=1'], ExposedPorts: {'80/tcp': {}}, Volumes: {'/data': {}}, Labels: {l: 'v'}, Healthcheck: {Test: ['CMD', 'true']}, StopSignal: 'SIGINT',
		},
	}, 'a:1');
	assert.deepEqual(details.layers, ['sha256:1', 'sha256:2']);
	assert.deepEqual(details.config, {
		entrypoint: ['entry'], command: ['a', 'b'], env: ['A=1'], user: '', workingDirectory: '', exposedPorts: ['80/tcp'], volumes: ['/data'], labels: {l: 'v'}, healthcheck: ['CMD', 'true'], stopSignal: 'SIGINT',
	});
	assert.equal(readImageDetails({}, 'a:1').id, 'a:1');
});

test('history: a missing id is none, in Docker\'s and in Podman\'s words', () => {
	assert.equal(readHistoryEntry({Id: '<missing>', Created: 1}).id, '');
	assert.equal(readHistoryEntry({Id: 'sha256:<missing>'}).id, '');
	assert.deepEqual(readHistoryEntry({
		Id: hex, Created: 3, CreatedBy: 'RUN a\n\tb', Size: 4, Comment: 'c', Tags: null,
	}), {
		id: `sha256:${hex}`, created: 3000, createdBy: 'RUN a⏎ b', size: 4, comment: 'c', tags: [],
	});
});

test('what a removal untagged and deleted', () => {
	assert.deepEqual(readImageRemoval([{Untagged: 'a:1'}, {Deleted: `sha256:${hex}`}, {Deleted: hex}, null]), {untagged: ['a:1'], deleted: [`sha256:${hex}`, `sha256:${hex}`]});
	assert.deepEqual(readImageRemoval(undefined), {untagged: [], deleted: []});
});

test('networks: predefined ones are known by name', () => {
	assert.deepEqual(['bridge', 'host', 'none', 'podman', 'web'].map(name => readNetwork({Id: 'n', Name: name, Driver: 'bridge'})?.predefined), [true, true, true, true, false]);
	const network = readNetwork({
		Id: 'n', Name: 'web', Driver: 'bridge', Scope: 'local', Internal: true, EnableIPv6: true, Created: '2024-01-02T03:04:05Z', IPAM: {Config: [{Subnet: '10.0.0.0/24', Gateway: '10.0.0.1'}, {Subnet: 'fd00::/64'}]}, Labels: {},
	});
	assert.deepEqual(network?.subnets, [{subnet: '10.0.0.0/24', gateway: '10.0.0.1'}, {subnet: 'fd00::/64', gateway: ''}]);
	assert.deepEqual([network?.internal, network?.ipv6, network?.created, network?.unreadable], [true, true, Date.UTC(2024, 0, 2, 3, 4, 5), []]);
	assert.deepEqual(readNetwork({Id: 'n', IPAM: 'x'})?.unreadable, ['Name', 'Driver', 'IPAM']);
	assert.deepEqual(readNetworkDetails({Id: 'n', Containers: {c1: {Name: 'web', IPv4Address: '10.0.0.2/24'}, c2: null}}, 'n').endpoints, [
		{
			containerId: 'c2', containerName: '', ipv4: '', ipv6: '', mac: '',
		},
		{
			containerId: 'c1', containerName: 'web', ipv4: '10.0.0.2/24', ipv6: '', mac: '',
		},
	]);
});

test('volumes: nobody named those with 64 digits or the label', () => {
	assert.equal(readVolume({Name: hex, Driver: 'local'})?.anonymous, true);
	assert.equal(readVolume({Name: 'x', Driver: 'local', Labels: {'com.docker.volume.anonymous': ''}})?.anonymous, true);
	const volume = readVolume({
		Name: 'data', Driver: 'local', Mountpoint: '/m', CreatedAt: '2024-01-02T03:04:05Z', Labels: {'com.docker.compose.project': 'shop'}, UsageData: null,
	});
	assert.deepEqual(volume, {
		id: 'data', name: 'data', anonymous: false, driver: 'local', mountpoint: '/m', created: Date.UTC(2024, 0, 2, 3, 4, 5), labels: {'com.docker.compose.project': 'shop'}, project: 'shop', unreadable: [],
	});
	assert.equal(readVolume({Driver: 'local'}), undefined);
});

test('versions: who answers, and who is no engine', () => {
	const docker = {
		Version: '28.2.2', ApiVersion: '1.50', MinAPIVersion: '1.24', Components: [{Name: 'Engine'}],
	};
	assert.deepEqual(readVersion(docker), {
		product: 'Docker', version: '28.2.2', apiVersion: '1.50', minimumApiVersion: '1.24',
	});
	assert.equal(readVersion({...docker, Components: [{Name: 'Podman Engine'}]})?.product, 'Podman');
	assert.equal(readVersion({...docker, Components: null})?.product, 'Docker');
	assert.equal(readVersion({...docker, Components: [{Name: 'Hyper'}]})?.product, 'unknown');
	for (const value of [undefined, 'hello', [], {}, {ApiVersion: 'latest'}, {ApiVersion: 1.41}, {version: '1'}]) {
		assert.equal(readVersion(value), undefined);
	}
});

test('information: the containerd store, the swarm manager', () => {
	const version = {
		product: 'Docker', version: '29.0.0', apiVersion: '1.52', minimumApiVersion: '1.44',
	} as const;
	const info = readInfo({
		ID: 'x', Driver: 'overlayfs', DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']], NCPU: 2, MemTotal: 5, Swarm: {LocalNodeState: 'active', ControlAvailable: true}, CgroupVersion: '2', OperatingSystem: 'Debian',
	}, version, '1.51');
	assert.deepEqual([info.containerdStore, info.swarmManager, info.cgroupVersion, info.version, info.apiVersion, info.os], [true, true, '2', '29.0.0', '1.51', 'Debian']);
	assert.equal(readInfo({ID: 'new each time', Name: 'vm', DockerRootDir: '/storage'}, {...version, product: 'Podman'}, '1.41').id, 'podman:vm:/storage');
	const empty = readInfo({}, version, '1.51');
	assert.deepEqual([empty.containerdStore, empty.swarmManager, empty.cpus, empty.id], [false, false, 0, '']);
	assert.equal(readInfo({Swarm: {LocalNodeState: 'active', ControlAvailable: false}}, version, '1.51').swarmManager, false);
});

test('events: old and new form, Podman\'s words, the verb alone', () => {
	assert.deepEqual(readEvent({
		Type: 'container', Action: 'exec_create: sh -c "a: b" ', Actor: {ID: 'c', Attributes: {name: 'web', odd: 1}}, time: 5, timeNano: 5_000_000_123,
	}), {
		type: 'container', action: 'exec_create', id: 'c', time: 5000, attributes: {name: 'web', detail: 'sh -c "a: b"'},
	});
	assert.equal(readEvent({status: 'start', id: 'c', time: 5})?.action, 'start');
	assert.deepEqual(readEvent({Type: 'container', Action: 'health_status: healthy', Actor: {ID: 'c'}})?.attributes, {detail: 'healthy'});
	assert.equal(readEvent({Type: 'container', Action: 'remove', Actor: {ID: 'c'}})?.action, 'destroy');
	assert.equal(readEvent({Type: 'container', Action: 'died', Actor: {ID: 'c'}})?.action, 'die');
	assert.deepEqual(readEvent({Type: 'volume', Action: 'remove', Actor: {ID: '', Attributes: {name: 'v1'}}}), {
		type: 'volume', action: 'destroy', id: 'v1', time: 0, attributes: {name: 'v1'},
	});
	assert.equal(readEvent({Type: 'image', Action: 'remove', Actor: {ID: hex}})?.id, `sha256:${hex}`);
	assert.equal(readEvent({Type: 'node', Action: 'update', Actor: {ID: 'n'}})?.type, 'other');
	assert.equal(readEvent({Type: 'container', Action: 'rename', Actor: {ID: 'c', Attributes: {oldName: '\u{1B}[2J'}}})?.attributes.oldName, '␛[2J');
	assert.equal(readEvent({Type: 'container'}), undefined);
	assert.equal(readEvent('start'), undefined);
});

test('no answer makes any reader throw, and an id is never lost', () => {
	const version = {
		product: 'Docker', version: '', apiVersion: '1.41', minimumApiVersion: '',
	} as const;
	const fieldNames = ['Id', 'ID', 'Name', 'Names', 'Image', 'Created', 'CreatedAt', 'State', 'Status', 'Health', 'Ports', 'Labels', 'Mounts', 'NetworkSettings', 'Networks', 'HostConfig', 'PortBindings', 'Config', 'RootFS', 'Layers', 'IPAM', 'Containers', 'Type', 'Action', 'Actor', 'Attributes', 'Images', 'Volumes', 'BuildCache', 'UsageData', 'Size', 'Titles', 'Processes', 'Swarm', 'DriverStatus', 'Components', 'Log', 'Healthcheck', 'Untagged'];
	const {value: anything} = fastCheck.letrec(tie => ({
		value: fastCheck.oneof(
			{depthSize: 'medium'},
			fastCheck.constantFrom(null, undefined, '', 'text', '/', '80/tcp', 0, -1, NaN, 1e300, true),
			fastCheck.array(tie('value'), {maxLength: 3}),
			fastCheck.dictionary(fastCheck.constantFrom(...fieldNames), tie('value'), {maxKeys: 8}),
		),
	}));
	fastCheck.assert(fastCheck.property(anything, value => {
		for (const read of [readContainer, readImage, readNetwork, readVolume, readEvent, readVersion, readChanges, readProcesses, readImageRemoval, readHistoryEntry]) {
			read(value);
		}

		readContainerDetails(value, 'id');
		readImageDetails(value, 'id');
		readNetworkDetails(value, 'id');
		readInfo(value, version, '1.41');
		assert.equal(readDiskUsage(value, 1).lines.length, 4);
		const withId = typeof value === 'object' && value !== null ? {...value, Id: 'kept', Name: 'kept'} : {Id: 'kept', Name: 'kept'};
		assert.deepEqual([readContainer(withId)?.id, readImage(withId)?.id, readNetwork(withId)?.id, readVolume(withId)?.id], ['kept', 'kept', 'kept', 'kept']);
	}), {numRuns: runs(2000)});
});
