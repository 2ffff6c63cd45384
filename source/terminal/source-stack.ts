import {existsSync, readFileSync} from 'node:fs';
import module from 'node:module';
import {fileURLToPath} from 'node:url';

const frame = /(?:file:\/\/)?(?:\/[^\s\(\)\/]+)+:\d+:\d+/gv;

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

	return stack.replaceAll(frame, place => {
		const {url = '', line = '1', column = '1'} = /^(?<url>.*):(?<line>\d+):(?<column>\d+)$/v.exec(place)?.groups ?? {};
		const entry = mapOf(url)?.findEntry(Number(line) - 1, Number(column) - 1);
		return entry && 'originalSource' in entry ? `${entry.originalSource.replace(/^(?:\.\.\/)+/v, '')}:${entry.originalLine + 1}:${entry.originalColumn + 1}` : place;
	});
}
