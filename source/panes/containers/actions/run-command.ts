import type {Engine} from '../../../engine/engine.ts';
import type {Container} from '../../../model/container.ts';
import {dockerCommand} from '../../../model/docker-command.ts';
import {exitCodeWords} from '../../../model/exit-code.ts';
import {splitWords} from '../../../model/shell-words.ts';
import type {ActionContext, Sheet} from '../../../store/action.ts';
import {harmlessLog} from '../../../terminal/harmless-log.ts';
import {plainText} from '../../../terminal/sequences.ts';
import {findShell, NoShellError} from '../find-shell.ts';
import {containerAction, notOpenReason} from './container-action.ts';

/** The last command line by image, to be changed and run again. */
const last = new Map<string, string>();

/** UTF-16 code units of output that are kept; what follows is counted. */
const outputLimit = 8 * 1024 * 1024;

/** A command line as the container can run it: by its shell, else as a program with its arguments. */
async function commandOf(engine: Engine, row: Container, text: string, signal: AbortSignal): Promise<readonly string[]> {
	try {
		return [...await findShell(engine, row, undefined, signal), '-c', text];
	} catch (error) {
		if (error instanceof NoShellError) {
			return splitWords(text);
		}

		throw error;
	}
}

/** Whole lines of one stream, onto the sheet. */
function lineWriter(sheet: Sheet, tone: 'plain' | 'warn'): {take(bytes: Uint8Array): void; end(): void} {
	const decoder = new TextDecoder();
	let rest = '';
	let length = 0;
	const put = (lines: readonly string[]): void => {
		sheet.add(lines.map(text => [{text: plainText(harmlessLog(text)), tone}]));
	};

	return {
		take(bytes) {
			const text = decoder.decode(bytes, {stream: true});
			length += text.length;
			if (length > outputLimit) {
				if (length - text.length <= outputLimit) {
					put(['(more came, which is not kept)']);
				}

				return;
			}

			const lines = `${rest}${text}`.split('\n');
			rest = lines.pop() ?? '';
			put(lines);
		},
		end() {
			if (rest !== '') {
				put([rest]);
			}
		},
	};
}

async function runCommand(row: Container, {engine, signal, input, desk, ran}: ActionContext): Promise<string> {
	const {id, name} = row;
	last.set(row.imageId, input);
	const sheet = desk.read(`${input} (${name})`);
	sheet.say('running, esc ends it');
	try {
		const command = await commandOf(engine, row, input, signal);
		ran(dockerCommand('exec', name, ...command));
		const session = await engine.containers.exec(id, {command, name});
		const writers = {stdout: lineWriter(sheet, 'plain'), stderr: lineWriter(sheet, 'warn')};
		let isClosed = false;
		let isOver = true;
		void (async () => {
			await sheet.closed;
			isClosed = true;
			isOver = await session.hangUp();
		})();

		for await (const {stream, bytes} of session.output) {
			writers[stream].take(bytes);
		}

		writers.stdout.end();
		writers.stderr.end();
		const code = await session.exitCode();
		sheet.say(code === undefined ? 'how it ended is not known' : `exit ${code}: ${exitCodeWords(code)}`);
		return isClosed && (code === undefined || !isOver) ? 'closed; it may run on inside' : `exit ${code ?? 'not known'}`;
	} catch (error) {
		sheet.say('failed');
		sheet.add([[{text: (error as Error).message, tone: 'bad'}]]);
		throw error;
	}
}

/** `docker exec` of one command line; its output is there to read. */
export const commandAction = containerAction({
	id: 'container.command',
	title: 'run command',
	progress: 'running a command in',
	past: 'ran a command in',
	keys: [],
	confirm: 'never',
	bulk: false,
	disabledReason: notOpenReason,
	input: {
		title: 'Command to run',
		initial: row => row ? last.get(row.imageId) ?? '' : '',
		problem: text => text.trim() === '' ? 'a command, such as df -h' : undefined,
	},
	words: ({name}, {input}) => ['exec', name, 'sh', '-c', input],
	act: runCommand,
});
