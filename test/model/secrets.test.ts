import test from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
	isSecret,
	isSecretName,
	maskSecrets,
	secretMask,
} from '../../source/model/secrets.ts';

test('names that tell of a secret', () => {
	for (const name of ['PASSWORD', 'POSTGRES_PASSWORD', 'PGPASSWORD', 'MYSQL_ROOT_PASSWORD', 'DB_PASS', 'API_KEY', 'apiKey', 'STRIPE_SECRET_KEY', 'GITHUB_TOKEN', 'AWS_ACCESS_KEY_ID', 'GOOGLE_APPLICATION_CREDENTIALS', 'REDIS_AUTH', 'SENTRY_DSN', 'DB_PWD', 'spring.datasource.password', 'clientSecret', 'SECRETS', 'JWT']) {
		assert.ok(isSecretName(name), name);
	}
});

test('names that only look like it', () => {
	for (const name of ['PATH', 'PWD', 'OLDPWD', 'MONKEY', 'KEYBOARD_LAYOUT', 'BYPASS', 'AUTHOR', 'POSTGRES_PASSWORD_FILE', 'SSH_AUTH_SOCK', 'POSTGRES_HOST_AUTH_METHOD', 'COMPASS', 'HOSTNAME', 'NODE_VERSION', '']) {
		assert.ok(!isSecretName(name), name);
	}
});

test('secret values are masked whole, innocent ones shown', () => {
	assert.equal(maskSecrets('DB_PASS=hunter2'), `DB_PASS=${secretMask}`);
	assert.equal(maskSecrets('DB_PASS=a=b=c'), `DB_PASS=${secretMask}`);
	assert.equal(maskSecrets('DB_PASS='), 'DB_PASS=');
	assert.equal(maskSecrets('MYSQL_ALLOW_EMPTY_PASSWORD=yes'), 'MYSQL_ALLOW_EMPTY_PASSWORD=yes');
	assert.equal(maskSecrets('LANG=C.UTF-8'), 'LANG=C.UTF-8');
	assert.equal(maskSecrets('PASSWORD'), 'PASSWORD');
	assert.ok(isSecret('TOKEN=x'));
	assert.ok(!isSecret('HOME=/root'));
});

test('passwords within addresses and connection strings', () => {
	assert.equal(maskSecrets('DATABASE_URL=postgres://app:s3cret@db:5432/shop'), `DATABASE_URL=postgres://app:${secretMask}@db:5432/shop`);
	assert.equal(maskSecrets('DB_DSN=postgres://app:p@ss@db/shop'), `DB_DSN=postgres://app:${secretMask}@db/shop`);
	assert.equal(maskSecrets('REDIS_URL=redis://:s3cret@cache'), `REDIS_URL=redis://:${secretMask}@cache`);
	assert.equal(maskSecrets('BROKERS=amqp://u:one@a,amqp://u:two@b'), `BROKERS=amqp://u:${secretMask}@a,amqp://u:${secretMask}@b`);
	assert.equal(maskSecrets('CONNECTION=Server=db;User Id=sa;Password=abc;Encrypt=yes'), `CONNECTION=Server=db;User Id=sa;Password=${secretMask};Encrypt=yes`);
	assert.equal(maskSecrets('HOOK=https://h.example/x?token=abc&a=1'), `HOOK=https://h.example/x?token=${secretMask}&a=1`);
	assert.equal(maskSecrets('SITE=http://host:80/path?mail=a@b'), 'SITE=http://host:80/path?mail=a@b');
	assert.equal(maskSecrets('GIT=ssh://git@host/x'), 'GIT=ssh://git@host/x');
});

test('values that are secrets whatever their name', () => {
	for (const value of [`ghp_${'a'.repeat(36)}`, 'xoxb-1-2', 'eyJhbGciOi.eyJzdWIi.x', '-----BEGIN RSA PRIVATE KEY-----\nabc']) {
		assert.equal(maskSecrets(`X=${value}`), `X=${secretMask}`, value);
	}
});

test('nothing of a password is left, and masking twice changes nothing', () => {
	fc.assert(fc.property(fc.string({unit: 'binary', minLength: 4}), value => {
		const masked = maskSecrets(`ADMIN_PASSWORD=${value}`);
		assert.equal(maskSecrets(masked), masked);
	}));
	fc.assert(fc.property(fc.stringMatching(/^[\dA-Z]{12,30}$/), password => {
		assert.ok(!maskSecrets(`URL=https://user:${password}@host/`).includes(password));
	}));
});

test('a huge value is masked in no time', () => {
	const before = performance.now();
	maskSecrets(`BLOB=${'://'.repeat(40_000)}`);
	maskSecrets(`BLOB=${'password '.repeat(14_000)}`);
	maskSecrets(`BLOB=${'a'.repeat(120_000)}`);
	assert.ok(performance.now() - before < 1000);
});
