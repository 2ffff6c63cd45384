import {setTimeout as delay} from 'node:timers/promises';
import type {Engine} from '../../../engine/engine.ts';
import type {Container} from '../../../model/container.ts';
import {dockerCommand} from '../../../model/docker-command.ts';
import type {Session, SessionPiece} from '../../../model/session.ts';
import type {ActionContext} from '../../../store/action.ts';
import {neutralise} from '../../../terminal/neutralise.ts';
import type {Departure} from '../../../terminal/visit.ts';
import {findShell, NoShellError, withoutShell} from '../find-shell.ts';
import {placeWords, readChoice, writeChoice, type ShellChoice} from '../shell-choice.ts';
import {containerAction, notOpenReason} from './container-action.ts';

/** What was chosen last, by image: for as long as the program runs. */
const chosen = new Map<string, ShellChoice>();

/** So much of what a program says is kept, for when it does not start. */
const keptLength = 1000;

/** Milliseconds after which a program that ends with 126 or 127 did start. */
const startTime = 3000;

function keepBeginning(session: Session): {readonly session: Session; beginning(): string} {
	const decoder = new TextDecoder();
	let beginning = '';
	const output = async function * (): AsyncGenerator<SessionPiece> {
		for await (const piece of session.output) {
			beginning += beginning.length < keptLength ? decoder.decode(piece.bytes, {stream: true}) : '';
			yield piece;
		}
	};

	return {session: {...session, output: output()}, beginning: () => beginning};
}

const killed = 137;
const looks = 6;
const betweenLooks = 100;

/** The state of the container once what ran inside ended. What was killed may have been killed with its container, whose end an engine tells a moment later. */
async function stateAfter(code: number | undefined, engine: Engine, id: string): Promise<string> {
	for (let look = 1; ; look++) {
		const {state} = await engine.containers.inspect(id).catch(() => ({state: 'removed'}));
		if (state !== 'running' || code !== killed || look === looks) {
			return state;
		}

		await delay(betweenLooks);
	}
}

/** How it ended, in words; undefined when there is nothing to tell. Rejects when the engine went away, or when it never began. */
async function farewellOf(departure: Departure, engine: Engine, row: Container, beginning: string, isYoung: boolean): Promise<string | undefined> {
	if (departure.how === 'cancelled') {
		return 'before it opened';
	}

	if (departure.how === 'left') {
		return departure.isOver ? 'by ctrl+p ctrl+q' : 'what ran in it may run on inside';
	}

	const code = await departure.session.exitCode();
	if ((code === 126 || code === 127) && isYoung) {
		chosen.delete(row.imageId);
		throw new Error(`shell ${row.name}: ${neutralise(beginning.trim().split('\n').at(-1) ?? '')}`);
	}

	const state = await stateAfter(code, engine, row.id);
	return state === 'running' ? (code === 0 || code === undefined ? undefined : `exit ${code}`) : `the container is ${state}`;
}

async function enter(row: Container, choice: ShellChoice, {engine, desk, ran}: ActionContext): Promise<string | undefined> {
	const {id, name} = row;
	const {user, folder} = choice;
	let since = Date.now();
	let beginning = () => '';
	try {
		const departure = await desk.visit({
			opening: `shipshape: looking for a shell in ${name}, ctrl+c gives up`,
			async open(size, signal) {
				const command = choice.command ?? await findShell(engine, row, user, signal);
				chosen.set(row.imageId, {...choice, command});
				ran(dockerCommand('exec', '-it', ...placeWords(choice), name, ...command));
				// Not given up by the signal: it is told to end first.
				const kept = keepBeginning(await engine.containers.exec(id, {
					command, name, user, workingDirectory: folder, terminal: true, input: true, size,
				}));
				({beginning} = kept);
				since = Date.now();
				return {session: kept.session, greeting: `shipshape: ${command.join(' ')} in ${name}${user === undefined ? '' : ` as ${user}`}, exit or ctrl+p ctrl+q comes back`};
			},
		});
		return await farewellOf(departure, engine, row, beginning(), Date.now() - since < startTime);
	} catch (error) {
		if (error instanceof NoShellError) {
			desk.read(`no shell in ${name}`).add(withoutShell(row).map(text => [{text, ...text.startsWith('  ') && {tone: 'accent'}}]));
		}

		throw error;
	}
}

const inside = {
	progress: 'in a shell of',
	past: 'left the shell of',
	confirm: 'never',
	bulk: false,
	disabledReason: notOpenReason,
} as const;

/** A shell in the container, found by asking, or as it was chosen last for this image. */
export const shellAction = containerAction({
	...inside,
	id: 'container.shell',
	title: 'shell',
	keys: ['E'],
	words: row => commandWords(row, chosen.get(row.imageId) ?? {}),
	act: async (row, context) => enter(row, chosen.get(row.imageId) ?? {}, context),
});

/** A shell as root, whoever the container's user is. */
export const rootShellAction = containerAction({
	...inside,
	id: 'container.shell-root',
	title: 'shell as root',
	keys: [],
	words: row => commandWords(row, {user: '0'}),
	act: async (row, context) => enter(row, {user: '0'}, context),
});

/** A shell, or any program with a terminal, with user, folder and command of choice. */
export const shellAsAction = containerAction({
	...inside,
	id: 'container.shell-as',
	title: 'shell as...',
	keys: [],
	input: {
		title: 'Shell: -u USER -w FOLDER COMMAND, as for docker exec',
		initial: row => row ? writeChoice(chosen.get(row.imageId) ?? {}) : '',
		problem(text) {
			const read = readChoice(text);
			return 'problem' in read ? read.problem : undefined;
		},
	},
	words: (row, {input}) => commandWords(row, choiceOf(input)),
	act: async (row, context) => enter(row, choiceOf(context.input), context),
});

function choiceOf(input: string): ShellChoice {
	const read = readChoice(input);
	return 'choice' in read ? read.choice : {};
}

function commandWords({name}: Container, choice: ShellChoice): readonly string[] {
	return ['exec', '-it', ...placeWords(choice), name, ...choice.command ?? ['sh']];
}
