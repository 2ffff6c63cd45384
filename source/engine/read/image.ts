import type {
	HistoryEntry,
	Image,
	ImageDetails,
	ImageRemoval,
} from '../../model/image.ts';
import {neutraliseDeep} from '../../terminal/neutralise-deep.ts';
import {Reader} from './reader.ts';
import {
	fields,
	filled,
	items,
	labels,
	moment,
	number,
	secondsMoment,
	text,
	texts,
} from './values.ts';

/** Docker's id has its algorithm in front; Podman 4 leaves it out in some answers. */
export function imageId(value: unknown): string {
	const id = text(value);
	return /^[\da-f]{64}$/v.test(id) ? `sha256:${id}` : id;
}

/** Without the `<none>:<none>` and `<none>@<none>` that stand for "none" before API 1.43. */
function named(references: readonly string[]): readonly string[] {
	return references.filter(reference => !reference.includes('<none>'));
}

/** One entry of the list of images; undefined when it has no id. */
export function readImage(value: unknown): Image | undefined {
	const own = new Reader(value);
	const id = imageId(own.text('Id'));
	if (id === '') {
		return undefined;
	}

	// -1 says that nobody measured.
	const sharedSize = own.optionalNumber('SharedSize') ?? -1;
	return {
		id,
		parentId: imageId(own.optionalText('ParentId')),
		tags: named(own.texts('RepoTags')),
		digests: named(own.texts('RepoDigests')),
		// Left out since API 1.44 when the image does not tell.
		created: own.seconds('Created'),
		size: own.bytes('Size'),
		...(sharedSize >= 0 && {sharedSize}),
		labels: own.labels('Labels'),
		unreadable: own.unreadable(),
	};
}

/** The answer of an image's inspection; `id` is what was asked for. */
export function readImageDetails(value: unknown, id: string): ImageDetails {
	const own = fields(value);
	const config = fields(own.Config);
	return {
		id: filled(imageId(own.Id)) ?? id,
		tags: named(texts(own.RepoTags)),
		digests: named(texts(own.RepoDigests)),
		created: moment(own.Created),
		size: number(own.Size),
		architecture: text(own.Architecture),
		os: text(own.Os),
		author: text(own.Author),
		comment: text(own.Comment),
		layers: texts(fields(own.RootFS).Layers),
		config: {
			entrypoint: texts(config.Entrypoint),
			command: texts(config.Cmd),
			env: texts(config.Env),
			user: text(config.User),
			workingDirectory: text(config.WorkingDir),
			exposedPorts: texts(Object.keys(fields(config.ExposedPorts))),
			volumes: texts(Object.keys(fields(config.Volumes))),
			labels: labels(config.Labels),
			healthcheck: texts(fields(config.Healthcheck).Test),
			stopSignal: text(config.StopSignal),
		},
		raw: neutraliseDeep(value),
	};
}

/** One entry of an image's history. `<missing>` (Podman 5: `sha256:<missing>`) is no id. */
export function readHistoryEntry(value: unknown): HistoryEntry {
	const own = fields(value);
	const id = imageId(own.Id);
	return {
		id: id.includes('<missing>') ? '' : id,
		created: secondsMoment(own.Created),
		createdBy: text(own.CreatedBy),
		size: number(own.Size),
		comment: text(own.Comment),
		tags: named(texts(own.Tags)),
	};
}

/** The answer of a removal: `[{Untagged}, {Deleted}, …]`. */
export function readImageRemoval(value: unknown): ImageRemoval {
	const entries = items(value).map(entry => fields(entry));
	return {
		untagged: entries.map(entry => text(entry.Untagged)).filter(Boolean),
		deleted: entries.map(entry => imageId(entry.Deleted)).filter(Boolean),
	};
}
