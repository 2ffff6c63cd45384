import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {connect} from '../../../source/engine/connect.ts';
import type {Engine} from '../../../source/engine/engine.ts';
import {EngineError} from '../../../source/model/engine-error.ts';
import {imageActions} from '../../../source/panes/images/actions.ts';
import {loadLayers} from '../../../source/panes/images/layers-data.ts';
import {imageRows, type ImageRow} from '../../../source/panes/images/rows.ts';
import {volumeActions} from '../../../source/panes/volumes/actions.ts';
import {volumeRows, type VolumeRow} from '../../../source/panes/volumes/rows.ts';
import type {ActionContext} from '../../../source/store/action.ts';
import {nothingKnown, type Live} from '../../../source/store/live.ts';
import {skipReason} from '../../support/availability.ts';
import {startDockerd, type Dockerd} from '../../support/dockerd.ts';
import {busyboxImage, layeredImage} from '../../support/images.ts';
import {aside} from '../containers/samples.ts';

const skip = skipReason();
const [remove, untag] = imageActions as readonly [typeof imageActions[number], typeof imageActions[number]];
const [making, removal] = volumeActions as readonly [typeof volumeActions[number], typeof volumeActions[number]];
const {signal} = new AbortController();
let dockerd: Dockerd;
let engine: Engine;

const picture = async (): Promise<Live> => {
	const [images, containers, volumes] = await Promise.all([engine.images.list(), engine.containers.list(), engine.volumes.list()]);
	return {
		...nothingKnown,
		images: {items: images, loaded: true},
		containers: {items: containers, loaded: true},
		volumes: {items: volumes, loaded: true},
	};
};

const rowOf = (live: Live, name: string): ImageRow => imageRows(live).find(({names}) => names.includes(name))!;
const volumeOf = (live: Live, name: string): VolumeRow => volumeRows(live).find(row => row.name === name)!;

const given = (input = '', ...options: readonly string[]): ActionContext => ({
	engine, ...aside, input, options: new Set(options),
});

const refusalOf = async (request: Promise<unknown>): Promise<EngineError> => {
	const [{status, ...outcome}] = await Promise.allSettled([request]);
	assert.equal(status, 'rejected', 'the engine did not refuse');
	const error: unknown = 'reason' in outcome ? outcome.reason : undefined;
	assert.ok(error instanceof EngineError);
	return error;
};

before(async () => {
	if (skip !== false) {
		return;
	}

	dockerd = await startDockerd();
	await busyboxImage(dockerd);
	await layeredImage(dockerd);
	engine = await connect({
		address: {kind: 'unix', path: dockerd.socketPath}, url: dockerd.address, context: 'default', chosenBy: 'a test',
	});
});

after(async () => {
	if (skip === false) {
		engine.close();
		await dockerd.stop();
	}
});

test('the steps of a real image add up to its size, its base is found, its layers are shared', {skip}, async () => {
	const live = await picture();
	const row = rowOf(live, 'shipshape/layered:1');
	const {base, steps, shared} = await loadLayers(row, engine, signal, live);
	assert.equal(base?.name, 'busybox:latest');
	assert.equal(steps.at(-1)?.cumulative, row.size);
	assert.deepEqual(steps.slice(base.steps).map(({instruction}) => instruction), ['LABEL', 'ENV', 'WORKDIR', 'COPY', 'COPY', 'RUN', 'RUN', 'EXPOSE', 'CMD']);
	assert.equal(shared[0], 1);
	assert.equal(shared.at(-1), 0);
});

test('an image with several names is refused without force, and told why; one name is taken off alone', {skip}, async () => {
	await dockerd.docker(['tag', 'busybox:latest', 'other/name:1']);
	const live = await picture();
	const row = rowOf(live, 'other/name:1');
	const error = await refusalOf(remove.run(row, given()));
	assert.equal(error.kind, 'conflict');
	assert.match(remove.explain!(error, row, live)!, /it has 2 names: busybox:latest, other\/name:1/v);
	assert.equal(await untag.run(row, given('other/name:1')), 'other/name:1');
	assert.deepEqual(rowOf(await picture(), 'busybox:latest').names, ['busybox:latest']);
});

test('an image that another is built on is refused, and told which', {skip}, async () => {
	const live = await picture();
	const row = rowOf(live, 'busybox:latest');
	const error = await refusalOf(remove.run(row, given('', 'force')));
	assert.equal(error.kind, 'conflict');
	assert.equal(remove.explain!(error, row, live), 'could not remove busybox:latest: other images are built on it');
});

test('an image of a stopped container needs force, as the dialog says before; one of a running container stays', {skip}, async () => {
	await dockerd.docker(['create', '--network', 'none', '--name', 'idle', 'shipshape/layered:1']);
	const live = await picture();
	const row = rowOf(live, 'shipshape/layered:1');
	assert.equal(remove.refusal!(row, new Set(), live), 'it is used by idle (created): f forces it');
	const error = await refusalOf(remove.run(row, given()));
	assert.equal(remove.explain!(error, row, live), 'could not remove shipshape/layered:1: it is used by idle (created)');

	await dockerd.docker(['run', '-d', '--network', 'none', '--name', 'busy', 'shipshape/layered:1', 'sleep', '600']);
	const busy = await picture();
	assert.equal(remove.disabledReason!(rowOf(busy, 'shipshape/layered:1'), busy), 'used by busy (running)');
	const refused = await refusalOf(remove.run(row, given('', 'force')));
	assert.equal(remove.explain!(refused, row, busy), 'could not remove shipshape/layered:1: it is used by busy (running), idle (created)');

	await dockerd.docker(['rm', '-f', 'busy']);
	assert.equal(await remove.run(row, given('', 'force')), undefined);
	assert.equal(rowOf(await picture(), 'shipshape/layered:1'), undefined);
	await dockerd.docker(['rm', 'idle']);
});

test('an image with one name goes by its id, its name with it', {skip}, async () => {
	await layeredImage(dockerd, 'shipshape/again:1');
	const row = rowOf(await picture(), 'shipshape/again:1');
	assert.equal(await remove.run(row, given()), undefined);
	assert.equal(rowOf(await picture(), 'shipshape/again:1'), undefined);
});

test('a volume is made, kept while a stopped container has it, and removed after that', {skip}, async () => {
	await making.run(undefined, given('data'));
	await dockerd.docker(['create', '--network', 'none', '--name', 'keeper', '-v', 'data:/data:ro', '-v', '/anonymous', 'busybox:latest']);
	const live = await picture();
	const row = volumeOf(live, 'data');
	assert.deepEqual(row.uses.map(({container, destination, readOnly}) => [container.name, destination, readOnly]), [['keeper', '/data', true]]);
	assert.equal(removal.disabledReason!(row, live), 'used by keeper (created)');
	const error = await refusalOf(removal.run(row, given()));
	assert.equal(removal.explain!(error, row, live), 'could not remove data: it is used by keeper (created)');
	assert.equal(volumeRows(live).find(({anonymous}) => anonymous)?.uses[0]?.destination, '/anonymous');

	await dockerd.docker(['rm', 'keeper']);
	const free = await picture();
	assert.equal(removal.disabledReason!(volumeOf(free, 'data'), free), undefined);
	await removal.run(volumeOf(free, 'data'), given());
	assert.equal(volumeOf(await picture(), 'data'), undefined);
});
