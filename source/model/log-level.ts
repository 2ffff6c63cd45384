/** How grave a line is, the least grave first. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

export type LogLevel = typeof logLevels[number];

const names: Readonly<Record<string, LogLevel>> = {
	trace: 'trace', trc: 'trace', verbose: 'trace', finest: 'trace', finer: 'trace',
	debug: 'debug', dbg: 'debug', fine: 'debug', debug1: 'debug', debug2: 'debug', debug3: 'debug', debug4: 'debug', debug5: 'debug',
	info: 'info', inf: 'info', information: 'info', notice: 'info', log: 'info', detail: 'info', hint: 'info', statement: 'info', config: 'info',
	warn: 'warn', warning: 'warn', wrn: 'warn',
	error: 'error', err: 'error', severe: 'error', eror: 'error',
	fatal: 'fatal', ftl: 'fatal', panic: 'fatal', critical: 'fatal', crit: 'fatal', alert: 'fatal', emerg: 'fatal', emergency: 'fatal',
};

/** Where a level may stand: the head of a line. */
const head = 240;

const field = /["']?(?:log\.?level|level|severity|lvl)["']?\s*[:=]\s*["']?(?<value>[a-z]+\d?|\d{1,2})\b/iv;
const capitals = /(?<![\p{Letter}\p{Number}_])(?<value>TRACE|DEBUG[1-5]?|INFO|NOTICE|WARN(?:ING)?|ERR(?:OR)?|SEVERE|CRIT(?:ICAL)?|ALERT|EMERG|FATAL|PANIC|LOG(?=:)|DETAIL(?=:)|HINT(?=:)|STATEMENT(?=:)|TRC|DBG|INF|WRN|FTL)(?![\p{Letter}\p{Number}_])/v;
const enclosed = /[\(<\[](?<value>trace|debug|info|notice|warn(?:ing)?|err(?:or)?|crit(?:ical)?|alert|emerg|fatal|panic)[\)>\]]|(?:^|\s)(?<word>trace|debug|info|notice|warn(?:ing)?|error|critical|fatal|panic):/iv;
const klog = /^(?<value>[EFIW])\d{4} \d{2}:/v;
const klogLevels: Readonly<Record<string, LogLevel>> = {I: 'info', W: 'warn', E: 'error', F: 'fatal'};

const thrown = /^(?:[\w.]*(?:Error|Exception)\b|Traceback \(|Caused by:|panic:)/v;

/** The level that a value of a field means: a name, or a number as pino and bunyan write it (10 to 60). Undefined for none of these. */
export function levelNamed(value: string): LogLevel | undefined {
	if (/^\d+$/v.test(value)) {
		const number = Number(value);
		return number >= 10 && number <= 60 ? logLevels[Math.floor(number / 10) - 1] : undefined;
	}

	const name = value.toLowerCase();
	return Object.hasOwn(names, name) ? names[name] : undefined;
}

/**
Guesses a line's level from the formats that are common: JSON and logfmt fields, `[error]`, `WARN`, `error:`, klog's `E0102`, exceptions.
Undefined when there is no sign of one. `text` is without colours.
*/
export function guessLevel(text: string): LogLevel | undefined {
	const start = text.slice(0, text.startsWith('{') ? 4 * head : head);
	const named = levelNamed(field.exec(start)?.groups?.['value'] ?? '');
	if (named) {
		return named;
	}

	const short = klog.exec(start)?.groups?.['value'];
	if (short !== undefined) {
		return klogLevels[short];
	}

	if (thrown.test(start)) {
		return 'error';
	}

	const word = capitals.exec(start)?.groups?.['value'] ?? enclosed.exec(start)?.groups?.['value'] ?? enclosed.exec(start)?.groups?.['word'];
	return word === undefined ? undefined : levelNamed(word);
}

/** True for a line that goes on with the one before it: indented, or the end of something indented. */
export function isContinued(text: string): boolean {
	return /^(?:[\s\)\]\}]|at |\.\.\. \d)/v.test(text);
}

/** True when `level` is at least as grave as `least`. */
export function isAtLeast(level: LogLevel, least: LogLevel): boolean {
	return logLevels.indexOf(level) >= logLevels.indexOf(least);
}
