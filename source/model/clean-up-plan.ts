import type {CleanUp} from './clean-up-candidates.ts';
import {closedUnder} from './clean-up-closed.ts';
import {freedTogether} from './clean-up-layers.ts';
import {candidateKinds, groupsOf, hasLabel, type Candidate, type CleanUpRules, type Total} from './clean-up.ts';
import {compareNatural} from './natural-order.ts';

/** An object that was chosen and cannot go, because what holds it was not. */
export type Held = {readonly candidate: Candidate; readonly by: readonly Candidate[]};

/** What goes, in the order it goes. */
export type Plan = {
	/** Each wave may go at once, after the ones before it. */
	readonly waves: ReadonlyArray<readonly Candidate[]>;
	readonly going: readonly Candidate[];
	readonly held: readonly Held[];
	/** What would have to go too for all that is held: to be offered, never to be taken unasked. */
	readonly offers: readonly Candidate[];
};

/** True when a candidate is what the rules ask for. What has no age or no labels is never older and never labelled. */
export function fitsRules({group, since, labels}: Candidate, {kinds, olderThan, labels: wanted = [], without = []}: CleanUpRules, now: number): boolean {
	return groupsOf(kinds).has(group)
		&& (olderThan === undefined || (since > 0 && now - since > olderThan))
		&& wanted.every(label => hasLabel(labels, label))
		&& without.every(label => !hasLabel(labels, label));
}

/** What the rules ask for and can go: of what something holds, only that whose holders go as well. */
export function choose({candidates}: CleanUp, rules: CleanUpRules, now: number): ReadonlySet<string> {
	const fitting = candidates.filter(candidate => fitsRules(candidate, rules, now));
	return new Set(closed(fitting).map(({id}) => id));
}

/** The largest part of these candidates in which everything that is needed is there too. */
function closed(chosen: readonly Candidate[]): readonly Candidate[] {
	return closedUnder(chosen, ({id}) => id, ({needs}) => needs);
}

/** The plan for exactly these ids, in any order; ids of nothing that can be removed are passed over. */
export function planCleanUp({byId}: CleanUp, ids: Iterable<string>): Plan {
	const chosen = [...new Set(ids)].flatMap(id => byId.get(id) ?? []);
	const going = closed(chosen);
	const gone = new Set(going.map(({id}) => id));
	const held = chosen.filter(({id}) => !gone.has(id)).map(candidate => ({candidate, by: neededFor([candidate], byId).filter(({id}) => !gone.has(id) && id !== candidate.id)}));
	const marked = new Set(chosen.map(({id}) => id));
	const offers = neededFor(held.map(({candidate}) => candidate), byId).filter(({id}) => !marked.has(id));
	const waves = wavesOf(going, byId);
	return {waves, going: waves.flat(), held, offers};
}

/** Everything that must go before these can, with what that needs in turn, and the candidates themselves. */
function neededFor(candidates: readonly Candidate[], byId: CleanUp['byId']): readonly Candidate[] {
	const found = new Map<string, Candidate>();
	const waiting = [...candidates];
	for (let candidate = waiting.pop(); candidate; candidate = waiting.pop()) {
		if (!found.has(candidate.id)) {
			found.set(candidate.id, candidate);
			waiting.push(...candidate.needs.flatMap(need => byId.get(need) ?? []));
		}
	}

	return [...found.values()];
}

/** Containers, images, networks, volumes, build cache; within a kind, what stands on others goes before them. */
function wavesOf(going: readonly Candidate[], byId: CleanUp['byId']): ReadonlyArray<readonly Candidate[]> {
	const depths = new Map<string, number>();
	const depthOf = (candidate: Candidate): number => {
		const known = depths.get(candidate.id);
		if (known !== undefined) {
			return known;
		}

		// Stands while its needs are looked at: no circle keeps this from ending.
		depths.set(candidate.id, 0);
		const depth = Math.max(0, ...candidate.needs.flatMap(need => {
			const needed = byId.get(need);
			return needed?.kind === candidate.kind ? [depthOf(needed) + 1] : [];
		}));
		depths.set(candidate.id, depth);
		return depth;
	};

	return candidateKinds.flatMap(kind => {
		const levels = Map.groupBy(going.filter(candidate => candidate.kind === kind), candidate => depthOf(candidate));
		return [...levels].toSorted(([first], [second]) => first - second).map(([, level]) => level.toSorted((first, second) => second.frees - first.frees || compareNatural(first.name, second.name) || (first.id < second.id ? -1 : 1)));
	});
}

/** What these free together: a layer that several of them have is counted once, one that a kept image has is not. */
export function totalOf(chosen: readonly Candidate[], {layers}: Pick<CleanUp, 'layers'>): Total {
	const images = chosen.filter(({kind}) => kind === 'image');
	const isSummed = ({kind, objectId}: Candidate) => kind === 'image' && layers.places.has(objectId);
	const single = chosen.filter(candidate => !isSummed(candidate));
	return {
		count: chosen.length,
		bytes: freedTogether(images.map(({objectId}) => objectId), layers) + single.reduce((sum, {frees}) => sum + Math.max(0, frees), 0),
		isAbout: images.some(({isAbout}) => isAbout),
		unknown: single.filter(({frees}) => frees < 0).length,
	};
}

/** The plan once what holds its objects goes too. */
export function withOffers(cleanUp: CleanUp, plan: Plan): Plan {
	return planCleanUp(cleanUp, [...plan.going, ...plan.held.map(({candidate}) => candidate), ...plan.offers].map(({id}) => id));
}
