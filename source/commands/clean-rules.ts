import {cleanUpKinds, safeKinds, type CleanUpKind, type CleanUpRules} from '../model/clean-up.ts';
import {parseDuration} from '../model/time.ts';

/** The flags of `shipshape clean`, as they are given. */
export type CleanFlags = {
	readonly dryRun?: boolean;
	readonly yes?: boolean;
	readonly only?: string;
	readonly olderThan?: string;
	readonly label?: readonly string[];
};

function isKind(word: string): word is CleanUpKind {
	return (cleanUpKinds as readonly string[]).includes(word);
}

/** What the flags ask for; a sentence when they ask for what there is not. Without `--only`, everything that is safe. */
export function rulesOf({only, olderThan, label = []}: CleanFlags): CleanUpRules | string {
	const words = only?.split(',').map(word => word.trim()).filter(word => word !== '') ?? safeKinds;
	const unknown = words.find(word => !isKind(word));
	if (unknown !== undefined || words.length === 0) {
		return `"${unknown ?? only}" is no kind: ${cleanUpKinds.join(', ')}`;
	}

	const age = olderThan === undefined ? undefined : parseDuration(olderThan);
	if (olderThan !== undefined && age === undefined) {
		return `"${olderThan}" is no time: 90s, 12h, 7d`;
	}

	return {
		kinds: words.filter(word => isKind(word)),
		...(age !== undefined && {olderThan: age}),
		labels: label.filter(wanted => !wanted.startsWith('!')),
		without: label.filter(wanted => wanted.startsWith('!')).map(wanted => wanted.slice(1)),
	};
}
