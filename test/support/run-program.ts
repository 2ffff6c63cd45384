import {execFile} from 'node:child_process';
import process from 'node:process';

export type ProgramOptions = {
	/** Default: the test process's. */
	readonly environment?: NodeJS.ProcessEnv;
};

/** Generous: an engine may have to stop stubborn containers. */
const programTimeout = 120_000;

/** Runs a program to its end and gives the bytes of its output. Rejects with what it said on standard error. */
export const runProgram = async (file: string, programArguments: readonly string[], options: ProgramOptions = {}): Promise<Uint8Array> =>
	new Promise((resolve, reject) => {
		execFile(file, programArguments, {
			env: options.environment ?? process.env,
			encoding: 'buffer',
			maxBuffer: 64 * 1024 * 1024,
			timeout: programTimeout,
		}, (error, stdout, stderr) => {
			if (error === null) {
				resolve(stdout);
				return;
			}

			const said = stderr.toString('utf8').trim();
			reject(new Error(`${file} ${programArguments.join(' ')}: ${said === '' ? error.message : said}`));
		});
	});

/** As `runProgram`, for output that is text; blanks at its ends are taken off. */
export const runForText = async (file: string, programArguments: readonly string[], options: ProgramOptions = {}): Promise<string> =>
	new TextDecoder().decode(await runProgram(file, programArguments, options)).trim();
