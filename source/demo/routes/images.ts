import {
	countChains,
	describeHistory,
	inspectImage,
	isIntermediate,
	sharedSize,
	summarizeImage,
} from '../describe-image.ts';
import {
	isOn,
	ok,
	parameter,
	type Answer,
	type Exchange,
} from '../exchange.ts';
import {
	matchesLabels,
	parseFilters,
	readMoment,
	readSwitch,
	requireKnownFilters,
	type Filters,
} from '../filters.ts';
import {badRequest} from '../refusal.ts';
import {route, type Route} from '../router.ts';
import {findImage, familiarName, repositoryOf} from '../world/find.ts';
import {pruneImages, removeImage} from '../world/image-removal.ts';
import {giveTag} from '../world/tags.ts';
import type {Image} from '../world/types.ts';
import type {World} from '../world/world.ts';

const escape = (text: string) => text.replaceAll(/[$\(\)*+.?\[\\\]^\{\|\}]/gv, String.raw`\$&`);

/** Whether a reference fits a pattern with `*`: whole, or its repository alone (distribution reference.FamiliarMatch). */
function fitsReference(pattern: string, reference: string): boolean {
	const expression = new RegExp(`^${pattern.split('*').map(part => escape(part)).join('[^/]*')}$`, 'v');
	return expression.test(reference) || expression.test(repositoryOf(reference));
}

const momentOf = (world: World, filters: Filters, key: 'before' | 'since'): number | undefined => {
	const [value] = filters.get(key) ?? [];
	return value === undefined ? undefined : findImage(world, value).created;
};

function selectImages(world: World, filters: Filters, all: boolean): readonly Image[] {
	requireKnownFilters(filters, ['before', 'dangling', 'label', 'reference', 'since', 'until']);
	const isDangling = readSwitch(filters, 'dangling');
	const references = filters.get('reference');
	const before = momentOf(world, filters, 'before');
	const since = momentOf(world, filters, 'since');
	const [until] = filters.get('until') ?? [];
	const latest = until === undefined ? undefined : readMoment(until, world.now());
	return [...world.images.values()].filter(image => {
		// An image known by a digest alone is both: shown as dangling, and not hidden by dangling=false (moby daemon/images/images.go).
		const fitsDangling = isDangling === true ? image.tags.length === 0 : image.tags.length > 0 || image.digests.length > 0;
		return (all || !isIntermediate(world, image))
			&& (isDangling === undefined || fitsDangling)
			&& (!references || [...image.tags, ...image.digests].some(reference => references.some(pattern => fitsReference(pattern, reference))))
			&& (before === undefined || image.created < before)
			&& (since === undefined || image.created > since)
			&& (latest === undefined || image.created < latest)
			&& matchesLabels(image.labels, filters.get('label'));
	}).toSorted((one, other) => other.created - one.created);
}

const list = ({world, query, version}: Exchange): Answer => {
	const selected = selectImages(world, parseFilters(query.get('filters') ?? undefined), isOn(query, 'all'));
	const chains = version >= 42 && isOn(query, 'shared-size') ? countChains(world.images.values()) : undefined;
	return ok(selected.map(image => summarizeImage(image, version, {shared: chains ? sharedSize(image, chains) : -1, containers: -1})));
};

const target = (exchange: Exchange): Image => findImage(exchange.world, parameter(exchange, 'name'));

const inspect = (exchange: Exchange): Answer => ok(inspectImage(target(exchange), exchange.version));

const history = (exchange: Exchange): Answer => ok(describeHistory(target(exchange)));

const remove = ({world, query, ...exchange}: Exchange): Answer => ok(removeImage(world, exchange.parameters['name'] ?? '', {force: isOn(query, 'force'), prune: !isOn(query, 'noprune')}));

const tag = (exchange: Exchange): Answer => {
	const image = target(exchange);
	const repository = exchange.query.get('repo') ?? '';
	const label = exchange.query.get('tag') ?? '';
	const path = repository.slice(repository.indexOf('/') + 1);
	if (repository === '' || !/^[\w\-.\/:]+$/v.test(repository) || (label !== '' && !/^\w[\w\-.]{0,127}$/v.test(label))) {
		throw badRequest('invalid reference format');
	}

	if (path !== path.toLowerCase()) {
		throw badRequest('invalid reference format: repository name must be lowercase');
	}

	giveTag(exchange.world, image, familiarName(label === '' ? repository : `${repository}:${label}`));
	return {status: 201};
};

const prune = ({world, query}: Exchange): Answer => ok(pruneImages(world, parseFilters(query.get('filters') ?? undefined)));

/** What is asked of images. */
export const imageRoutes: readonly Route[] = [
	route('GET', '/images/json', list),
	route('POST', '/images/prune', prune),
	route('GET', '/images/{name:.*}/json', inspect),
	route('GET', '/images/{name:.*}/history', history),
	route('POST', '/images/{name:.*}/tag', tag),
	route('DELETE', '/images/{name:.*}', remove),
];
