import {readFile, writeFile} from 'node:fs/promises';
import {allCommands} from './app/commands/index.ts';
import {keyRows} from './app/key-rows.ts';
import {allPanes} from './app/registry.ts';
import {keyTable} from './keys/key-table.ts';

const start = '<!-- keys: written by npm run generate -->';
const end = '<!-- end of keys -->';

/** The readme with its table of keys as the program has them now. */
export function withKeys(readme: string): string {
	const [before, rest = ''] = readme.split(start, 2);
	const [, after = ''] = rest.split(end, 2);
	return `${before}${start}\n\n${keyTable(keyRows(allCommands(allPanes), allPanes))}\n\n${end}${after}`;
}

if (import.meta.main) {
	await writeFile('readme.md', withKeys(await readFile('readme.md', 'utf8')));
}
