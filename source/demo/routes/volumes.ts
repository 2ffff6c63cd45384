import {
	asLabels,
	asText,
	isOn,
	ok,
	parameter,
	parseFields,
	readBytes,
	type Answer,
	type Exchange,
} from '../exchange.ts';
import {
	matchesAnyValue,
	matchesLabels,
	parseFilters,
	readSwitch,
	requireKnownFilters,
} from '../filters.ts';
import {describeVolume, volumeUsers} from '../describe-network.ts';
import {badRequest, conflict, notFound} from '../refusal.ts';
import {route, type Route} from '../router.ts';
import {findVolume} from '../world/find.ts';
import {anonymousLabel} from '../world/seed-volumes.ts';
import {tellPrune, tellVolume} from '../world/tell.ts';
import type {Volume} from '../world/types.ts';
import type {World} from '../world/world.ts';

const isAnonymous = ({labels}: Volume) => 'com.docker.volume.anonymous' in labels;

const list = ({world, query}: Exchange): Answer => {
	const filters = parseFilters(query.get('filters') ?? undefined);
	requireKnownFilters(filters, ['dangling', 'driver', 'label', 'name']);
	const dangling = readSwitch(filters, 'dangling');
	const volumes = [...world.volumes.values()].filter(volume => matchesAnyValue(filters.get('name'), [volume.name], 'pattern')
		&& matchesAnyValue(filters.get('driver'), [volume.driver], 'exact')
		&& matchesLabels(volume.labels, filters.get('label'))
		&& (dangling === undefined || dangling === (volumeUsers(world, volume).length === 0)));
	return ok({Volumes: volumes.map(volume => describeVolume(volume)), Warnings: null});
};

const inspect = (exchange: Exchange): Answer => ok(describeVolume(findVolume(exchange.world, parameter(exchange, 'name'))));

const create = async ({world, request}: Exchange): Promise<Answer> => {
	const text = String(await readBytes(request));
	const fields = text.trim() === '' ? {} : parseFields(text);
	const wish = asText(fields['Name']);
	if (wish !== '' && !/^[\dA-Za-z][\w\-.]+$/v.test(wish)) {
		throw badRequest(`create ${wish}: "${wish}" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`);
	}

	const name = wish === '' ? world.freshId('volume') : wish;
	const volume: Volume = world.volumes.get(name) ?? {
		name, driver: asText(fields['Driver']) || 'local', created: world.now(), size: 0, options: asLabels(fields['DriverOpts']), labels: {...(wish === '' && anonymousLabel), ...asLabels(fields['Labels'])},
	};
	world.volumes.set(name, volume);
	tellVolume(world, 'create', name);
	return {status: 201, body: describeVolume(volume)};
};

function destroy(world: World, volume: Volume): void {
	world.volumes.delete(volume.name);
	tellVolume(world, 'destroy', volume.name, {}, volume.driver);
}

const remove = (exchange: Exchange): Answer => {
	const {world, query} = exchange;
	const name = parameter(exchange, 'name');
	const volume = world.volumes.get(name);
	if (!volume) {
		if (isOn(query, 'force')) {
			return {status: 204};
		}

		throw notFound(`get ${name}: no such volume`);
	}

	const users = volumeUsers(world, volume);
	if (users.length > 0) {
		throw conflict(`remove ${name}: volume is in use - [${users.join(', ')}]`);
	}

	destroy(world, volume);
	return {status: 204};
};

/** From API 1.42 on only anonymous volumes are pruned, unless `all` is asked for; before, all (moby api/docs/CHANGELOG.md). */
const prune = ({world, query, version}: Exchange): Answer => {
	const filters = parseFilters(query.get('filters') ?? undefined);
	requireKnownFilters(filters, version < 42 ? ['label', 'label!'] : ['all', 'label', 'label!']);
	const isAll = version < 42 || (readSwitch(filters, 'all') ?? false);
	const unwanted = filters.get('label!');
	const doomed = [...world.volumes.values()].filter(volume => (isAll || isAnonymous(volume))
		&& volumeUsers(world, volume).length === 0
		&& matchesLabels(volume.labels, filters.get('label'))
		&& !(unwanted && matchesLabels(volume.labels, unwanted)));
	for (const volume of doomed) {
		destroy(world, volume);
	}

	const reclaimed = doomed.reduce((sum, {size}) => sum + size, 0);
	tellPrune(world, 'volume', reclaimed);
	return ok({VolumesDeleted: doomed.length > 0 ? doomed.map(({name}) => name) : null, SpaceReclaimed: reclaimed});
};

/** What is asked of volumes. */
export const volumeRoutes: readonly Route[] = [
	route('GET', '/volumes', list),
	route('POST', '/volumes/create', create),
	route('POST', '/volumes/prune', prune),
	route('GET', '/volumes/{name}', inspect),
	route('DELETE', '/volumes/{name}', remove),
];
