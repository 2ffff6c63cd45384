import {randomUUID} from 'node:crypto';
import type Dockerode from 'dockerode';
import {drain, type Session} from '../model/session.ts';
import type {Client} from './client.ts';
import type {ContainerRequests, ExecRequest} from './engine.ts';
import type {Subject} from './failure.ts';
import {fields} from './read/values.ts';
import {pathPart} from './reference.ts';
import {closesWithin, endInputOf, readPieces, waitForCode, writeTo} from './session.ts';
import {farewell, reservedKeys} from './reserved-keys.ts';

/** Milliseconds in which a program that was told to end is waited for. */
const patience = 1500;

/** In the environment of what is started, so that it and its children can be found again. */
const markName = 'SHIPSHAPE_SESSION';

/** What can run a script in a container, wherever its image has it. */
const scriptRunners: ReadonlyArray<readonly string[]> = [['sh', '-c'], ['/bin/busybox', 'sh', '-c'], ['bash', '-c'], ['ash', '-c'], ['zsh', '-c']];

/** Sends SIGHUP to all processes that have the mark, as a terminal that is closed does. */
const hangUpScript = (mark: string): string => `for file in /proc/[0-9]*/environ; do { grep -q ${mark} "$file" || /bin/busybox grep -q ${mark} "$file"; } 2>/dev/null || continue; file=\${file%/environ}; kill -HUP "\${file#/proc/}" 2>/dev/null; done; true`;

/**
Programs in containers. `client` should have connections of its own: a shell must outlive an event stream that broke.
`hasReservedKeys` tells whether this engine looks for keys that leave; Podman does not.
*/
export function createExec(client: Client, hasReservedKeys: boolean): ContainerRequests['exec'] {
	const create = async (subject: Subject, id: string, mark: string, request: ExecRequest): Promise<string> => {
		const {command, user, workingDirectory, terminal = false, input = false, size, signal, timeout} = request;
		return client.call<string>(subject, {signal, timeout}, async docker => {
			const options: Dockerode.ExecCreateOptions = {
				Cmd: [...command],
				AttachStdin: input,
				AttachStdout: true,
				AttachStderr: true,
				Tty: terminal,
				Env: [`${markName}=${mark}`, ...terminal ? ['TERM=xterm-256color'] : []],
				DetachKeys: reservedKeys,
				...user !== undefined && {User: user},
				...workingDirectory !== undefined && {WorkingDir: workingDirectory},
				// From API 1.42 on; a program then never sees another size than its own.
				...size && {ConsoleSize: [size.rows, size.columns]},
			};
			const created = await docker.getContainer(pathPart(id)).exec(options);
			return created.id;
		});
	};

	/** Ends what was started when the engine has no way to: by its mark, from inside. */
	const hangUpFromInside = async (id: string, mark: string, user: string | undefined): Promise<void> => {
		for (const runner of scriptRunners) {
			const session = await exec(id, {command: [...runner, hangUpScript(mark)], user, timeout: patience});
			await drain(session);
			if (await session.exitCode() === 0) {
				return;
			}
		}
	};

	const exec: ContainerRequests['exec'] = async (id, request) => {
		const {command, name, terminal = false, input = false, user, signal, timeout} = request;
		const subject: Subject = {operation: `run ${command[0] ?? ''} in`, object: `container ${name ?? id.slice(0, 12)}`};
		const mark = randomUUID();
		const execId = await create(subject, id, mark, request);
		const connection = input
			? await client.hijack(subject, {signal, timeout}, async docker => docker.getExec(execId).start({hijack: true, stdin: true, Tty: terminal}))
			: await client.stream(subject, {signal, timeout}, async docker => docker.getExec(execId).start({Tty: terminal}));

		const session: Session = {
			terminal,
			takesInput: input,
			outlives: false,
			endsInput: true,
			output: readPieces(connection, terminal),
			write(bytes) {
				writeTo(connection, bytes);
			},
			endInput() {
				endInputOf(connection);
			},
			async resize({columns, rows}) {
				if (!terminal || connection.destroyed) {
					return;
				}

				try {
					await client.call(subject, {}, async docker => {
						await docker.getExec(execId).resize({h: rows, w: columns});
					});
				} catch {
					// It has ended meanwhile: every engine calls that something else.
				}
			},
			async signal() {
				throw client.failure(new Error('an engine has no way to signal what runs beside a container\'s own program'), subject);
			},
			exitCode: async () => waitForCode(async () => {
				const {Running: isRunning, ExitCode: code} = fields(await client.call(subject, {}, async docker => docker.getExec(execId).inspect()));
				return isRunning === false && typeof code === 'number' ? code : undefined;
			}),
			async hangUp() {
				if (connection.closed || connection.readableEnded) {
					return true;
				}

				if (terminal && input && hasReservedKeys) {
					writeTo(connection, farewell);
				} else {
					// What cannot be reached this way is told to run on.
					await Promise.race([hangUpFromInside(id, mark, user).catch(() => undefined), closesWithin(connection, patience)]);
				}

				const isOver = await closesWithin(connection, patience);
				connection.destroy();
				return isOver;
			},
			close() {
				connection.destroy();
			},
		};
		return session;
	};

	return exec;
}
