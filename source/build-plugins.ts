import {glob, readFile} from 'node:fs/promises';
import {isBuiltin} from 'node:module';
import paths from 'node:path';
import process from 'node:process';
import type {Plugin} from 'esbuild';

/** Modules that the bundle leaves out: grpc serves build secrets, docker-modem is what our own transport replaces, devtools debugging; none is used here. */
const leftOut = /^(?:docker-modem|@grpc\/grpc-js|@grpc\/proto-loader|protobufjs(?:\/.*)?|react-devtools-core|tar-fs|cpu-features)$/;

/** Stands for what is left out: whatever is asked of it is it again. */
export const stubs: Plugin = {
	name: 'stubs',
	setup({onResolve, onLoad}) {
		onResolve({filter: leftOut}, ({path}) => ({path, namespace: 'stub'}));
		onLoad({filter: /.*/, namespace: 'stub'}, () => ({contents: 'module.exports = new Proxy(function () {}, {get: (target, key) => key === "then" ? undefined : module.exports, apply: () => module.exports, construct: () => module.exports});', loader: 'js'}));
	},
};

/** Yoga reads its own embedded WebAssembly through `fetch`, which loads all of undici at the start: decoding it costs nothing. */
export const yoga: Plugin = {
	name: 'yoga-without-fetch',
	setup({onLoad}) {
		onLoad({filter: /yoga-layout[/\\]dist[/\\]binaries[/\\].*\.js$/}, async ({path}) => {
			const contents = await readFile(path, 'utf8');
			return {contents: contents.replaceAll(/\bfetch\b/g, 'undefined'), loader: 'js'};
		});
	},
};

/**
Node's own modules are loaded when something of them is first used. An `import` of one loads it at once, and reads all that it exports, also
what is there on demand: with `node:http` come a WebSocket and the whole of undici, with `node:https` all of TLS, tens of milliseconds
before the first frame. A module that is a function itself can only be taken whole. `cli.ts`
has to run on a Node that knows nothing of this, to say so.
*/
export const builtins: Plugin = {
	name: 'builtins',
	setup({onResolve, onLoad}) {
		onResolve({filter: /.*/}, ({path, namespace, importer}) => namespace !== 'builtin' && isBuiltin(path) && !importer.endsWith('cli.ts') ? {path: path.replace(/^(?:node:)?/, 'node:'), namespace: 'builtin'} : undefined);
		onLoad({filter: /.*/, namespace: 'builtin'}, ({path}) => {
			const module = process.getBuiltinModule(path)!;
			const whole = `process.getBuiltinModule('${path}')`;
			const contents = typeof module === 'function' || path === 'node:process'
				? `module.exports = ${whole};`
				: `for (const name of ${JSON.stringify(Object.keys(module))}) Object.defineProperty(exports, name, {enumerable: true, get: () => ${whole}[name]});`;
			return {contents, loader: 'js'};
		});
	},
};

/** Where the libraries that measure text wait with their tables of Unicode, 50 ms of every start, until a text needs them. */
const patches: ReadonlyArray<{readonly file: RegExp; readonly replace: ReadonlyArray<readonly [RegExp, string]>}> = [
	{
		file: /node_modules[/\\](?:string-width[/\\]index|wrap-ansi[/\\]index|slice-ansi[/\\]tokenize-ansi|@alcalzone[/\\]ansi-tokenize[/\\]build[/\\]tokenize|ink[/\\]build[/\\]line-update)\.js$/,
		replace: [[/new Intl\.Segmenter\([^)]*\)/, '{segment: shipshapeGraphemesOf}']],
	},
	{
		file: /node_modules[/\\]string-width[/\\]index\.js$/,
		replace: [
			[/(?<=rgiEmojiRegex = )\/\^\\p\{RGI_Emoji\}\$\/v/, String.raw`{test: text => (shipshapeEmoji ??= new RegExp("^\\p{RGI_Emoji}$", "v")).test(text)}; let shipshapeEmoji`],
			[/(?=\tlet width = 0;\n\tconst eastAsianWidthOptions)/, '\tif (ambiguousIsNarrow && shipshapeIsNarrow(string)) return string.length;\n'],
		],
	},
];

export const textTables: Plugin = {
	name: 'text-tables-on-demand',
	setup({onLoad}) {
		onLoad({filter: /node_modules[/\\].*\.js$/}, async ({path}) => {
			const replacements = patches.filter(({file}) => file.test(path)).flatMap(({replace}) => replace);
			if (replacements.length === 0) {
				return undefined;
			}

			const own = JSON.stringify(new URL('terminal/narrow-text.ts', import.meta.url).pathname);
			let contents = `import {graphemesOf as shipshapeGraphemesOf, isNarrow as shipshapeIsNarrow} from ${own};\n${await readFile(path, 'utf8')}`;
			for (const [pattern, replacement] of replacements) {
				if (!pattern.test(contents)) {
					throw new Error(`${path} has changed: ${String(pattern)} is not in it`);
				}

				contents = contents.replace(pattern, () => replacement);
			}

			return {contents, loader: 'js'};
		});
	},
};

/**
What is loaded later is told to need what is loaded first. It always does, since that is there by then; but where only some say so, the
bundler puts what they share into a file for each combination, and at every start dozens of little ones are read.
*/
export const oneStart: Plugin = {
	name: 'one-start',
	async setup({onLoad}) {
		const later = new Set<string>();
		for await (const file of glob('source/**/*.{ts,tsx}')) {
			const text = await readFile(file, 'utf8');
			for (const {groups} of text.matchAll(/import\('(?<place>\.[^']+)'\)/gv)) {
				later.add(paths.resolve(paths.dirname(file), groups!['place']!));
			}
		}

		const start = paths.resolve('source/opening.ts');
		onLoad({filter: /[/\\]source[/\\].*\.tsx?$/}, async ({path: file}) => later.has(file)
			? {contents: `${await readFile(file, 'utf8')}\nimport ${JSON.stringify(start)};\n`, loader: file.endsWith('x') ? 'tsx' : 'ts'}
			: undefined);
	},
};
