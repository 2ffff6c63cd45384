import {
	isOn,
	ok,
	readNumber,
	type Answer,
	type Exchange,
} from '../exchange.ts';
import {
	matchesAnyValue,
	parseFilters,
	readMoment,
	readSwitch,
	requireKnownFilters,
	type Filters,
} from '../filters.ts';
import {route, type Route} from '../router.ts';
import {tellPrune} from '../world/tell.ts';
import type {CacheRecord} from '../world/types.ts';
import type {World} from '../world/world.ts';

const knownFilters = ['description', 'id', 'inuse', 'parent', 'parents', 'private', 'shared', 'type', 'until', 'unused-for'];

function fits(record: CacheRecord, filters: Filters, all: boolean, latest: number): boolean {
	const shared = readSwitch(filters, 'shared');
	return !record.inUse
		// What images or the engine itself still need goes only when all is asked for (buildkit cache/manager.go).
		&& (all || !(record.shared || record.type === 'internal' || record.type === 'frontend'))
		&& matchesAnyValue(filters.get('id'), [record.id], 'pattern')
		&& matchesAnyValue(filters.get('type'), [record.type], 'exact')
		&& matchesAnyValue(filters.get('description'), [record.description], 'pattern')
		&& (shared === undefined || shared === record.shared)
		&& (record.lastUsed ?? record.created) < latest;
}

/**
Records another one still stands on stay: children go first, so it takes rounds.

@yields each record that may go, at the time when it may.
*/
function * pruneRounds(world: World, isDoomed: (record: CacheRecord) => boolean): Generator<CacheRecord> {
	for (;;) {
		const parents = new Set([...world.cache.values()].flatMap(record => record.parents));
		const doomed = [...world.cache.values()].filter(record => !parents.has(record.id) && isDoomed(record));
		if (doomed.length === 0) {
			return;
		}

		for (const record of doomed.toSorted((one, other) => (one.lastUsed ?? 0) - (other.lastUsed ?? 0))) {
			yield record;
		}
	}
}

const prune = ({world, query}: Exchange): Answer => {
	const filters = parseFilters(query.get('filters') ?? undefined);
	requireKnownFilters(filters, knownFilters);
	const [until] = filters.get('until') ?? filters.get('unused-for') ?? [];
	const latest = until === undefined ? Infinity : readMoment(until, world.now());
	const keep = readNumber(query, 'reserved-space') ?? readNumber(query, 'keep-storage') ?? 0;
	const isAll = isOn(query, 'all');
	let total = world.cache.values().reduce((sum, {size}) => sum + size, 0);
	const removed: CacheRecord[] = [];
	for (const record of pruneRounds(world, candidate => total > keep && fits(candidate, filters, isAll, latest))) {
		if (keep > 0 && total <= keep) {
			break;
		}

		world.cache.delete(record.id);
		removed.push(record);
		total -= record.size;
	}

	// The size of a shared record stays on the disk: an image has it.
	const reclaimed = removed.reduce((sum, {size, shared}) => sum + (shared ? 0 : size), 0);
	tellPrune(world, 'builder', reclaimed);
	return ok({CachesDeleted: removed.length > 0 ? removed.map(({id}) => id) : null, SpaceReclaimed: reclaimed});
};

/** What is asked of the builder. */
export const buildCacheRoutes: readonly Route[] = [
	route('POST', '/build/prune', prune),
];
