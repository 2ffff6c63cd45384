/** What stands in for a secret: of a fixed length, so that it tells nothing. */
export const secretMask = '********';

// Looked for anywhere in a name, as in PGPASSWORD.
const tellingParts = /password|passwd|passphrase|secret|token|credential|apikey|privatekey|accesskey/;
// Looked for as whole words, as in DB_PASS: `monkey` and `bypass` are innocent.
const tellingWords: ReadonlySet<string> = new Set(['pass', 'pwd', 'pw', 'key', 'keys', 'auth', 'creds', 'dsn', 'salt', 'pat', 'jwt', 'cookie']);
// A name that ends so tells about a secret without holding one, as POSTGRES_PASSWORD_FILE.
const innocentEndings: ReadonlySet<string> = new Set(['file', 'path', 'dir', 'directory', 'sock', 'method', 'type', 'host', 'port', 'enabled', 'length', 'size', 'ttl', 'timeout', 'mode', 'algorithm']);
const innocentNames: ReadonlySet<string> = new Set(['pwd', 'oldpwd']);
const innocentValue = /^(?:true|false|yes|no|on|off)?$/i;
const secretValue = /^(?:gh[oprsu]_|github_pat_|glpat-|xox[abeprs]-|sk-[\w-]{16}|akia[\da-z]{16}|eyj[\w-]+\.[\w-]+\.|-----begin [ a-z]*private key)/i;
const urlPassword = /(?<user>:\/\/[^\s#/:?@]*):[^\s#/?]*@/g;
const fieldPassword = /(?<field>(?:password|passwd|pwd|secret|token|access_?key|account_?key|shared_?access_?key)\s*=\s*)[^\s&,;]+/gi;

/** True when a variable's name says that its value is a secret. */
export function isSecretName(name: string): boolean {
	const nameWords = name.replaceAll(/(?<=[\da-z])(?=[A-Z])/g, '_').toLowerCase().split(/[^\da-z]+/).filter(Boolean);
	const joined = nameWords.join('');
	const isInnocent = innocentNames.has(joined) || innocentEndings.has(nameWords.at(-1) ?? '');
	return !isInnocent && (tellingParts.test(joined) || nameWords.some(word => tellingWords.has(word)));
}

/** True when an entry `NAME=value` of an environment holds something that is not for every eye. */
export function isSecret(entry: string): boolean {
	return maskSecrets(entry) !== entry;
}

/**
An entry `NAME=value` with what is secret in it replaced by a mask: the whole value when the name or the value tells so,
else only the passwords within, as in `postgres://app:********@db/shop`.
*/
export function maskSecrets(entry: string): string {
	const equals = entry.indexOf('=');
	const name = equals === -1 ? '' : entry.slice(0, equals);
	const value = entry.slice(equals + 1);
	const masked = maskValue(name, value);
	return equals === -1 ? masked : `${name}=${masked}`;
}

function maskValue(name: string, value: string): string {
	if (innocentValue.test(value)) {
		return value;
	}

	if (secretValue.test(value)) {
		return secretMask;
	}

	const withoutUrlPassword = value.replaceAll(urlPassword, '$<user>:********@');
	return withoutUrlPassword === value && isSecretName(name)
		? secretMask
		: withoutUrlPassword.replaceAll(fieldPassword, '$<field>********');
}
