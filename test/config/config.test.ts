import assert from 'node:assert/strict';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import {ConfigError, defaultConfig, readConfig} from '../../source/config/config.ts';
import {configFile, loadConfig, printableConfig} from '../../source/config/load-config.ts';

const fails = (value: unknown, words: RegExp) => {
	assert.throws(() => readConfig(value, 'config.yml'), (error: Error) => error instanceof ConfigError && error.message.startsWith('config.yml: ') && words.test(error.message));
};

test('what is not said is as by default', () => {
	assert.deepEqual(readConfig(undefined, 'config.yml'), defaultConfig);
	assert.deepEqual(readConfig(null, 'config.yml'), defaultConfig);
	assert.deepEqual(readConfig({readOnly: true, cleanUp: {keep: ['keep', 'env=prod']}}, 'config.yml'), {...defaultConfig, readOnly: true, cleanUp: {keep: ['keep', 'env=prod']}});
});

test('what cannot be meant is told with its place', () => {
	fails({thme: 'dark'}, /no "thme" in the file/v);
	fails({theme: 'pink'}, /theme must be one of terminal/v);
	fails({ascii: 'yes'}, /ascii must be true or false/v);
	fails({cleanUp: {keep: 'label'}}, /list of labels/v);
	fails({cleanUp: {keep: [3]}}, /KEY or KEY=VALUE/v);
	fails({cleanUp: {kep: []}}, /no "kep" in cleanUp/v);
	fails([], /the file must hold/v);
});

test('a file is read, may be missing where it was not asked for, and is named when it is broken', async t => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'shipshape-config-'));
	t.after(async () => rm(folder, {recursive: true}));
	const file = path.join(folder, 'config.yml');
	assert.deepEqual(await loadConfig(file, false), defaultConfig);
	await assert.rejects(loadConfig(file, true), /config\.yml: it cannot be read \(ENOENT\)/v);
	await writeFile(file, 'theme: dark\ncleanUp:\n  keep: [mine]\n');
	const config = await loadConfig(file, true);
	assert.deepEqual(config, {...defaultConfig, theme: 'dark', cleanUp: {keep: ['mine']}});
	await writeFile(file, await printableConfig(config));
	assert.deepEqual(await loadConfig(file, true), config);
	await writeFile(file, 'theme: [dark\n');
	await assert.rejects(loadConfig(file, true), ConfigError);
});

test('it lies where such files lie', () => {
	assert.equal(configFile({}, '/home/me'), '/home/me/.config/shipshape/config.yml');
	assert.equal(configFile({XDG_CONFIG_HOME: '/etc/xdg'}, '/home/me'), '/etc/xdg/shipshape/config.yml');
});
