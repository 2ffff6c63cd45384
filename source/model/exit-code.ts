// Linux's numbers, whatever this program runs on: containers are Linux.
const signals: Readonly<Record<number, string>> = {
	1: 'SIGHUP',
	2: 'SIGINT',
	3: 'SIGQUIT',
	4: 'SIGILL',
	5: 'SIGTRAP',
	6: 'SIGABRT',
	7: 'SIGBUS',
	8: 'SIGFPE',
	9: 'SIGKILL',
	10: 'SIGUSR1',
	11: 'SIGSEGV',
	12: 'SIGUSR2',
	13: 'SIGPIPE',
	14: 'SIGALRM',
	15: 'SIGTERM',
	16: 'SIGSTKFLT',
	17: 'SIGCHLD',
	18: 'SIGCONT',
	19: 'SIGSTOP',
	20: 'SIGTSTP',
	21: 'SIGTTIN',
	22: 'SIGTTOU',
	23: 'SIGURG',
	24: 'SIGXCPU',
	25: 'SIGXFSZ',
	26: 'SIGVTALRM',
	27: 'SIGPROF',
	28: 'SIGWINCH',
	29: 'SIGIO',
	30: 'SIGPWR',
	31: 'SIGSYS',
	34: 'SIGRTMIN',
	64: 'SIGRTMAX',
};

const verbs: ReadonlyMap<string, string> = new Map([
	['SIGHUP', 'hung up'],
	['SIGINT', 'interrupted'],
	['SIGQUIT', 'quit'],
	['SIGILL', 'crashed'],
	['SIGTRAP', 'crashed'],
	['SIGABRT', 'aborted'],
	['SIGBUS', 'crashed'],
	['SIGFPE', 'crashed'],
	['SIGSEGV', 'crashed'],
	['SIGSYS', 'crashed'],
	['SIGTERM', 'terminated'],
]);

// 125 to 127 are docker's own (docs: "docker run", exit status); the large ones are Windows status codes.
const words: Readonly<Record<number, string>> = {
	0: 'finished without error',
	1: 'failed',
	2: 'failed (often wrong usage)',
	125: 'the engine could not run it',
	126: 'the command cannot be executed',
	127: 'the command was not found',
	128: 'it could not be started',
	255: 'failed (exit status out of range)',
	3_221_225_477: 'crashed (access violation)',
	3_221_225_786: 'interrupted (ctrl+c)',
};

/** The signal an exit code tells of, by the shells' custom of 128 + number: `SIGKILL` for 137. */
export function exitSignal(code: number): string | undefined {
	const number = code - 128;
	return number > 34 && number < 64 ? `SIGRTMIN+${number - 34}` : signals[number];
}

/**
An exit code in words. 137 alone says only that something sent SIGKILL: lack of memory is told when the engine
reports it (`oomKilled`), which it also does when a child was killed and the container ended by itself.
*/
export function exitCodeWords(code: number, {oomKilled = false} = {}): string {
	if (oomKilled && code === 137) {
		return 'killed for lack of memory';
	}

	const signal = exitSignal(code);
	const text = words[code] ?? (signal === undefined ? 'failed' : `${verbs.get(signal) ?? 'killed'} (${signal})`);
	return oomKilled ? `${text}; a process was killed for lack of memory` : text;
}
