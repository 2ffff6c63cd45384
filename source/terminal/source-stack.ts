import {existsSync, readFileSync} from 'node:fs';
import module from 'node:module';
import {fileURLToPath} from 'node:url';

type Origin = {readonly originalSource: string; readonly originalLine: number; readonly originalColumn: number};

/** A stack trace with the places of the bundle told as places of the source, as far as the maps beside the bundle tell them. */
export function sourceStack(stack: string): string {
	const maps = new Map<string, module.SourceMap | undefined>();
	const mapOf = (url: string): module.SourceMap | undefined => {
		if (!maps.has(url)) {
			const file = `${url.startsWith('file:') ? fileURLToPath(url) : url}.map`;
			maps.set(url, existsSync(file) ? new module.SourceMap(JSON.parse(readFileSync(file, 'utf8')) as module.SourceMapPayload) : undefined);
		}

		return maps.get(url);
	};

	/** `file:///bundle.js:12:34`, or the path alone. */
	const placeOf = (place: string): string => {
		const [column = '', line = '', ...url] = place.split(':').toReversed();
		const map = url.length > 0 && Number(line) > 0 ? mapOf(url.toReversed().join(':')) : undefined;
		const {originalSource, originalLine = 0, originalColumn = 0}: Partial<Origin> = map?.findEntry(Number(line) - 1, Number(column) - 1) ?? {};
		return originalSource === undefined ? place : `${originalSource.replace(/^(?:\.\.\/)+/v, '')}:${originalLine + 1}:${originalColumn + 1}`;
	};

	return stack.split(/(?<blank>[\s\(\)])/v).map(word => word.includes('/') ? placeOf(word) : word).join('');
}
