import type {Engine} from '../../engine/engine.ts';
import type {Container} from '../../model/container.ts';
import {EngineError} from '../../model/engine-error.ts';
import {neutralise} from '../../terminal/neutralise.ts';
import {runInside} from './run-inside.ts';

/** There is nothing in the container that could run a command line. */
export class NoShellError extends Error {
	override readonly name = 'NoShellError';
}

/** What may run a script, the likeliest first; by path too, for images whose PATH leads nowhere. */
const runners: ReadonlyArray<readonly string[]> = [['sh'], ['bash'], ['ash'], ['zsh'], ['/bin/sh'], ['/bin/bash'], ['/bin/busybox', 'sh'], ['/busybox/sh']];

const sign = 'shell-is-here';

/**
Says that it runs, then the login shell of the user it runs as, then the others that there are. Builtins alone: an image may have nothing
else. `/proc/self` is the shell itself.
*/
const script = [
	`echo ${sign}`,
	'{ while read -r key value rest; do [ "$key" = Uid: ] && uid=$value; done < /proc/self/status',
	'while IFS=: read -r name password id group words home shell || [ -n "$name" ]; do [ "$id" = "$uid" ] && [ -z "$login" ] && login=$shell; name=; done < /etc/passwd; } 2>/dev/null',
	'case $login in */nologin|*/false|*/true|*/sync|*/halt|*/shutdown) login=;; esac',
	'[ -n "$login" ] && [ -x "$login" ] && echo "$login"',
	'for name in bash zsh ash sh; do command -v $name; done',
	'true',
].join('\n');

const isMissing = (words: string): boolean => /not found|no such file|permission denied|not a directory/iv.test(words) && !/chdir|cwd|find user|find group|unable to find/iv.test(words);

/** What one runner answers; undefined when the container does not have it. */
async function ask(engine: Engine, {id, name}: Container, runner: readonly string[], user: string | undefined, signal: AbortSignal): Promise<readonly string[] | undefined> {
	let words;
	try {
		const {output} = await runInside(engine, id, {
			command: [...runner, '-c', script], name, user, signal,
		});
		if (output.includes(sign)) {
			const found = output.split('\n').map(line => line.trim()).find(line => /^\/\S+$/v.test(line));
			return found === undefined ? runner : [found];
		}

		words = output;
	} catch (error) {
		// Podman refuses where Docker starts and tells.
		if (!(error instanceof EngineError) || !isMissing(error.context.words ?? '')) {
			throw error;
		}

		words = error.context.words ?? '';
	}

	if (!isMissing(words)) {
		throw new Error(`${name}: ${neutralise(words.trim().split('\n', 1)[0] ?? '') || 'the shell said nothing'}`);
	}

	return undefined;
}

/**
Finds the shell of a container by asking: its user's login shell, then bash, zsh, ash, sh. Leaves nothing behind. Rejects with a
`NoShellError` when there is none, and with the engine's words when nothing can be run at all.
*/
export async function findShell(engine: Engine, container: Container, user: string | undefined, signal: AbortSignal): Promise<readonly string[]> {
	for (const runner of runners) {
		// One after the other: the first is nearly always there.
		const shell = await ask(engine, container, runner, user, signal);
		if (shell) {
			return shell;
		}
	}

	throw new NoShellError(`${container.name} has no shell`);
}

/** What can be done with a container that has no shell; docker commands stand alone in their lines. */
export function withoutShell({name, image}: Container): readonly string[] {
	return [
		`${name} has no sh, bash, ash, zsh or busybox.`,
		`Many images hold one program and nothing else; so does ${image}.`,
		'',
		'To see its processes and its network, run the tools of another image:',
		'  docker run -it --rm \\',
		`    --pid container:${name} --network container:${name} busybox`,
		'Its files are at /proc/1/root there.',
		'',
		'To copy files out of it, running or not:',
		`  docker cp ${name}:/path .`,
		'',
		'To run a program that it has: x, then "run command" or "shell as..."',
		'with the path of the program.',
	];
}
