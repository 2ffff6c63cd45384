import {readFile, rm} from 'node:fs/promises';
import {build, type Plugin} from 'esbuild';

/** Modules that the bundle leaves out: grpc serves build secrets, ssh2 a transport of dockerode, devtools debugging; none is used here. */
const leftOut = /^(?:@grpc\/grpc-js|@grpc\/proto-loader|protobufjs(?:\/.*)?|ssh2|react-devtools-core|tar-fs|cpu-features)$/;

const stubs: Plugin = {
	name: 'stubs',
	setup({onResolve, onLoad}) {
		onResolve({filter: leftOut}, ({path}) => ({path, namespace: 'stub'}));
		onLoad({filter: /.*/, namespace: 'stub'}, () => ({contents: 'module.exports = new Proxy(function () {}, {get: (target, key) => key === "then" ? undefined : module.exports, apply: () => module.exports, construct: () => module.exports});', loader: 'js'}));
	},
};

/** Yoga reads its own embedded WebAssembly through `fetch`, which loads all of undici at the start: decoding it costs nothing. */
const yoga: Plugin = {
	name: 'yoga-without-fetch',
	setup({onLoad}) {
		onLoad({filter: /yoga-layout[/\\]dist[/\\]binaries[/\\].*\.js$/}, async ({path}) => {
			const contents = await readFile(path, 'utf8');
			return {contents: contents.replaceAll(/\bfetch\b/g, 'undefined'), loader: 'js'};
		});
	},
};

const {version} = JSON.parse(await readFile('package.json', 'utf8')) as {readonly version: string};

await rm('dist', {recursive: true, force: true});
await build({
	entryPoints: ['source/cli.ts'],
	outdir: 'dist',
	bundle: true,
	splitting: true,
	minify: true,
	sourcemap: true,
	sourcesContent: false,
	format: 'esm',
	platform: 'node',
	target: 'esnext',
	chunkNames: '[name]-[hash]',
	jsx: 'automatic',
	define: {
		'process.env.NODE_ENV': '"production"',
		'process.env.DEV': '"false"',
		shipshapeVersion: JSON.stringify(version),
	},
	banner: {js: 'import {createRequire as shipshapeCreateRequire} from \'node:module\';const require = shipshapeCreateRequire(import.meta.url);const __dirname = import.meta.dirname;const __filename = import.meta.filename;'},
	plugins: [stubs, yoga],
	logLevel: 'warning',
});
