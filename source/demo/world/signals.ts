const numbers: Readonly<Record<string, number>> = {
	HUP: 1, INT: 2, QUIT: 3, ABRT: 6, KILL: 9, USR1: 10, SEGV: 11, USR2: 12, PIPE: 13, ALRM: 14, TERM: 15, CHLD: 17, CONT: 18, STOP: 19, TSTP: 20, TTIN: 21, TTOU: 22, WINCH: 28,
};

/** The number of a signal given as `9`, `KILL` or `SIGKILL`; undefined for what is none. */
export function readSignal(text: string): number | undefined {
	if (/^\d+$/v.test(text)) {
		const number = Number(text);
		return number > 0 && number < 65 ? number : undefined;
	}

	return numbers[text.toUpperCase().replace(/^SIG/v, '')];
}

/** The name of a signal without `SIG`. */
export const nameSignal = (signal: number): string => Object.keys(numbers).find(name => numbers[name] === signal) ?? String(signal);

/** Whether the signal ends a program that does not handle it itself in another way. Services reload at HUP and report at USR1. */
export const isFatal = (signal: number): boolean => ['INT', 'QUIT', 'ABRT', 'KILL', 'SEGV', 'TERM'].includes(nameSignal(signal));
