import type {FlatXoConfig} from 'xo';

/** Folders of the house, the highest first. A file imports from its own floor and from lower ones. */
const floors: ReadonlyArray<readonly string[]> = [
	['commands', 'app'],
	['panes'],
	['components', 'keys', 'store', 'config'],
	['engine'],
	['model', 'terminal', 'log'],
];

const panes = ['containers', 'images', 'networks', 'volumes', 'disk', 'ports'];

type Pattern = {readonly regex: string; readonly message: string};

const folder = (name: string): string => String.raw`^\.\.?/(?:.*/)?${name}/`;
const dockerode: Pattern = {regex: '^(?:dockerode|docker-modem)(?:/|$)', message: 'Only source/engine knows dockerode.'};
const demo: Pattern = {regex: folder('demo'), message: 'The demo engine is reached as a server; only the door starts it.'};
const inkAndReact: Pattern = {regex: '^(?:ink|react|ink-table)(?:/|$)', message: 'What speaks with an engine, and the model, know no view.'};

const rule = (files: string[], patterns: readonly Pattern[]) => ({files, rules: {'no-restricted-imports': ['error', {patterns: [...patterns]}]}}) as const;

const floorRules = floors.flatMap((names, level) => names.map(name => {
	const above: readonly Pattern[] = floors.slice(0, level).flat().map(higher => ({regex: folder(higher), message: `source/${name} stands below source/${higher}: imports run down.`}));
	const lowest = level === floors.length - 1 && name === 'model' ? [{regex: String.raw`^\.\./(?!model/)`, message: 'The model imports nothing but itself.'}] : [];
	const beside = name === 'components' ? ['store', 'engine'].map(other => ({regex: folder(other), message: 'Components know neither store nor engine.'})) : [];
	const viewless = ['engine', 'model', 'terminal', 'log'].includes(name) ? [inkAndReact] : [];
	return rule([`source/${name}/**`], [...above, ...lowest, ...beside, ...viewless, demo, ...name === 'engine' ? [] : [dockerode]]);
}));

const paneRules = panes.map(name => rule([`source/panes/${name}/**`], [
	...floors[0]!.map(higher => ({regex: folder(higher), message: `source/panes stands below source/${higher}: imports run down.`})),
	...panes.filter(other => other !== name).map(other => ({regex: folder(other), message: 'Panes do not know one another.'})),
	demo,
	dockerode,
]));

const config: FlatXoConfig = [
	{
		ignores: ['dist/**', '.cache/**', '**/*.md', '**/*.svg', '**/*.json', '**/*.html', '**/*.css'],
	},
	{
		rules: {
			// A stream of requests or tries is meant to be one after the other.
			'no-await-in-loop': 'off',
			// Keys of other people's JSON are written as they are.
			'@typescript-eslint/naming-convention': 'off',
			'@typescript-eslint/no-restricted-types': 'off',
			// `undefined` is a value of optional parts of plain objects, null one of React and of the engine's JSON.
			'unicorn/no-useless-undefined': 'off',
			// An index signature is read with brackets, so that it is told from a declared property.
			'@typescript-eslint/dot-notation': 'off',
			// Tastes on which this project differs: a one-line doc comment stays on its line, a short object too, a name may say what it holds without "is",
			// an optional text is tested by being there, and a line breaks where its sense does.
			'unicorn/single-line-block-comment-style': 'off',
			'@stylistic/object-curly-newline': 'off',
			'@stylistic/array-element-newline': 'off',
			'@stylistic/max-len': 'off',
			'unicorn/consistent-boolean-name': 'off',
			'@typescript-eslint/strict-boolean-expressions': 'off',
			'unicorn/no-nested-ternary': 'off',
			'unicorn/max-nested-calls': 'off',
			'require-unicode-regexp': 'off',
			'@stylistic/multiline-ternary': 'off',
			'unicorn/prefer-ternary': 'off',
			'unicorn/prefer-early-return': 'off',
			'unicorn/prefer-continue': 'off',
			'unicorn/prefer-simple-condition-first': 'off',
			'unicorn/prefer-unicode-code-point-escapes': 'off',
			'@typescript-eslint/prefer-nullish-coalescing': 'off',
			'unicorn/no-negated-condition': 'off',
			'@stylistic/operator-linebreak': 'off',
			'unicorn/name-replacements': 'off',
			'unicorn/no-array-reduce': 'off',
			'unicorn/no-useless-recursion': 'off',
			'unicorn/no-computed-property-existence-check': 'off',
			'unicorn/prefer-array-flat-map': 'off',
			'unicorn/no-declarations-before-early-exit': 'off',
			'unicorn/prefer-set-methods': 'off',
			'unicorn/prefer-iterator-to-array': 'off',
			'unicorn/prefer-global-number-constants': 'off',
			'n/prefer-global/buffer': 'off',
			'max-params': ['error', 6],
			// A handler of keys is one switch, however many keys there are.
			complexity: ['error', 35],
		},
	},
	{
		files: ['test/**'],
		rules: {
			// Tests are written with `test` and `assert` alone, in helpers of their own where that reads better.
			'node-test/prefer-test-context-assert': 'off',
			'node-test/consistent-test-context-name': 'off',
			'node-test/no-conditional-assertion': 'off',
			'node-test/no-import-test-files': 'off',
			'node-test/no-skip-test': 'off',
			'node-test/no-compound-assertion': 'off',
			'node-test/no-async-fn-without-await': 'off',
			'@typescript-eslint/consistent-type-assertions': 'off',
			'unicorn/prefer-event-target': 'off',
			'unicorn/no-array-callback-reference': 'off',
			// Bodies of answers and dockerode's own types are loose: what is wrong with them fails the assertion.
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
			'@typescript-eslint/restrict-plus-operands': 'off',
			'@typescript-eslint/require-array-sort-compare': 'off',
			'@typescript-eslint/strict-void-return': 'off',
			'@typescript-eslint/prefer-promise-reject-errors': 'off',
			'unicorn/no-await-expression-member': 'off',
			'unicorn/no-duplicate-loops': 'off',
			// What a screen shows is matched as it reads, blanks and all.
			'no-regex-spaces': 'off',
			'regexp/no-super-linear-move': 'off',
			'regexp/no-super-linear-backtracking': 'off',
			'regexp/optimal-quantifier-concatenation': 'off',
			'regexp/sort-character-class-elements': 'off',
			'@typescript-eslint/prefer-string-starts-ends-with': 'off',
			'unicorn/prefer-string-starts-ends-with': 'off',
			'unicorn/no-unreadable-object-destructuring': 'off',
			'unicorn/no-nonstandard-builtin-properties': 'off',
			'no-use-extend-native/no-use-extend-native': 'off',
			'node-test/no-export': 'off',
			'node-test/no-process-env-mutation': 'off',
			'node-test/require-throws-expectation': 'off',
			'node-test/no-test-return-statement': 'off',
			// A property asserts in what it calls.
			'node-test/require-assertion': 'off',
			'@typescript-eslint/no-floating-promises': 'off',
		},
	},
	...floorRules,
	...paneRules,
];

export default config;
