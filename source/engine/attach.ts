import type {Session, TerminalSize} from '../model/session.ts';
import type {Client} from './client.ts';
import type {ContainerRequests} from './engine.ts';
import type {Subject} from './failure.ts';
import {fields} from './read/values.ts';
import {pathPart} from './reference.ts';
import {reservedKeys} from './reserved-keys.ts';
import {endInputOf, readPieces, waitForCode, writeTo} from './session.ts';

/** Joins containers' own programs. `client` should have connections of its own, as for exec. */
export function createAttach(client: Client): ContainerRequests['attach'] {
	return async (id, {name, signal, timeout} = {}) => {
		const subject: Subject = {operation: 'attach to', object: `container ${name ?? id.slice(0, 12)}`};
		const inspect = async () => client.call(subject, {signal, timeout}, async docker => fields(await docker.getContainer(pathPart(id)).inspect()));
		const {Config: config} = await inspect();
		const {Tty: tty, OpenStdin: openStdin, StdinOnce: stdinOnce} = fields(config);
		const terminal = tty === true;
		const takesInput = openStdin === true;
		const connection = await client.hijack(subject, {signal, timeout}, async docker => docker.getContainer(pathPart(id)).attach({
			hijack: true, stream: true, stdin: takesInput, stdout: true, stderr: true, detachKeys: reservedKeys,
		}));

		const setSize = async ({columns, rows}: TerminalSize): Promise<void> => {
			await client.call(subject, {}, async docker => {
				await docker.getContainer(pathPart(id)).resize({h: rows, w: columns});
			});
		};

		let isLeft = false;
		const session: Session = {
			terminal,
			takesInput,
			outlives: true,
			endsInput: takesInput && stdinOnce === true && !terminal,
			output: readPieces(connection, terminal),
			write(bytes) {
				writeTo(connection, bytes);
			},
			endInput() {
				endInputOf(connection);
			},
			async resize(size) {
				if (!terminal || connection.destroyed) {
					return;
				}

				try {
					await setSize(size);
				} catch {
					// It has ended meanwhile.
				}
			},
			async signal(signalName) {
				await client.call(subject, {}, async docker => {
					await docker.getContainer(pathPart(id)).kill({signal: signalName});
				});
			},
			exitCode: async () => isLeft ? undefined : waitForCode(async () => {
				const {State: state} = await inspect();
				const {Running: isRunning, ExitCode: code} = fields(state);
				return isRunning === false && typeof code === 'number' ? code : undefined;
			}),
			async hangUp() {
				isLeft = true;
				connection.destroy();
				return true;
			},
			close() {
				connection.destroy();
			},
		};
		return session;
	};
}
