import {readFile, rm} from 'node:fs/promises';
import {build} from 'esbuild';
import {builtins, oneStart, stubs, textTables, yoga} from './build-plugins.ts';

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
	plugins: [stubs, builtins, yoga, textTables, oneStart],
	logLevel: 'warning',
});
