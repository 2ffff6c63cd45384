import type {Duplex} from 'node:stream';
import {nowhere, toResponse} from '../connection.ts';
import {
	asNumber,
	asText,
	asTexts,
	ok,
	parameter,
	parseFields,
	readBytes,
	readFields,
	readNumber,
	type Answer,
	type Exchange,
} from '../exchange.ts';
import {frame, streamType} from '../frames.ts';
import type {HijackHandler} from '../hijack.ts';
import {
	badRequest,
	conflict,
	notFound,
	Refusal,
} from '../refusal.ts';
import {route, type Route} from '../router.ts';
import {runSession} from '../session.ts';
import {isKnownCommand} from '../shell.ts';
import {findContainer} from '../world/find.ts';
import {shellWorldOf} from '../world/shell-world.ts';
import {tellContainer} from '../world/tell.ts';
import {isAlive, type Exec, type World} from '../world/world.ts';

/**
Keys as an engine takes them: `ctrl-p,ctrl-q`, or single characters.
*/
const detachBytes = (keys: string): string => (keys === '' ? 'ctrl-p,ctrl-q' : keys).split(',')
	.map(key => key.startsWith('ctrl-') ? String.fromCodePoint((key.toUpperCase().codePointAt(5) ?? 0) % 32) : key)
	.join('');

const findExec = (world: World, id: string): Exec => {
	const exec = world.execs.get(id);
	if (!exec) {
		throw notFound(`No such exec instance: ${id}`);
	}

	return exec;
};

const create = async (exchange: Exchange): Promise<Answer> => {
	const {world} = exchange;
	const container = findContainer(world, parameter(exchange, 'id'));
	const fields = await readFields(exchange);
	const command = asTexts(fields['Cmd']);
	if (command.length === 0) {
		throw badRequest('No exec command specified');
	}

	if (container.state.status === 'paused') {
		throw conflict(`container ${container.id} is paused, unpause the container before exec`);
	}

	if (!isAlive(container)) {
		throw conflict(`container ${container.id} is not running`);
	}

	const id = world.freshId('exec');
	world.execs.set(id, {
		id,
		containerId: container.id,
		command,
		terminal: fields['Tty'] === true,
		attachStdin: fields['AttachStdin'] === true,
		detachKeys: detachBytes(asText(fields['DetachKeys'])),
		user: asText(fields['User']),
		environment: asTexts(fields['Env']),
		workingDirectory: asText(fields['WorkingDir']),
		privileged: fields['Privileged'] === true,
		started: false,
		running: false,
		exitCode: undefined,
		processId: 0,
	});
	tellContainer(world, `exec_create: ${command.join(' ')}`, container, {execID: id});
	return {status: 201, body: {Id: id}};
};

const change = (world: World, id: string, part: Partial<Exec>) => {
	const exec = world.execs.get(id);
	if (exec) {
		world.execs.set(id, {...exec, ...part});
	}
};

/** An exec that may start now. */
function readyExec(world: World, id: string): Exec {
	const exec = findExec(world, id);
	const container = findContainer(world, exec.containerId);
	if (exec.started) {
		throw conflict(`exec command ${id} has already run`);
	}

	if (!isAlive(container)) {
		throw conflict(`container ${container.id} is not running`);
	}

	return exec;
}

/** Runs an exec over a connection, tells the events, keeps the exit code. */
async function run(world: World, exec: Exec, connection: Duplex): Promise<void> {
	const container = findContainer(world, exec.containerId);
	const inner = shellWorldOf(world, container);
	const setting = {
		...inner,
		user: exec.user === '' ? inner.user : exec.user,
		workingDirectory: exec.workingDirectory === '' ? inner.workingDirectory : exec.workingDirectory,
		environment: [...inner.environment, ...exec.environment],
	};
	const say = (text: string) => {
		connection.write(exec.terminal ? text.replaceAll('\n', '\r\n') : frame('stdout', text));
	};

	tellContainer(world, `exec_start: ${exec.command.join(' ')}`, container, {execID: exec.id});
	change(world, exec.id, {started: true, running: true, processId: world.nextProcessId()});
	if (!isKnownCommand(exec.command, setting)) {
		say(`OCI runtime exec failed: exec failed: unable to start container process: exec: "${exec.command[0] ?? ''}": executable file not found in $PATH: unknown\n`);
		change(world, exec.id, {running: false, exitCode: 127});
		connection.end();
		return;
	}

	const finish = (exitCode: number) => {
		if (world.execs.get(exec.id)?.running) {
			change(world, exec.id, {running: false, exitCode});
			tellContainer(world, 'exec_die', container, {execID: exec.id, exitCode: String(exitCode)});
		}

		silence();
		world.endings.delete(exec.id);
		connection.end();
	};

	// With the container all its processes end.
	const silence = world.events.listen(({action, id}) => {
		if (id === container.id && action === 'die') {
			finish(137);
		}
	});
	world.endings.set(exec.id, finish);
	let typed = '';
	const watch = (bytes: Buffer) => {
		typed = `${typed}${bytes.toString('latin1')}`.slice(-64);
		if (typed.includes(exec.detachKeys)) {
			connection.write('exec attach failed: error on attach stdin: read escape sequence\r\n');
			finish(126);
		}
	};

	if (exec.terminal && exec.attachStdin) {
		connection.on('data', watch);
	}

	finish(await runSession({
		command: exec.command, setting, connection, withInput: exec.attachStdin,
	}, exec.terminal));
}

const startHijacked: HijackHandler = {
	pattern: /^\/exec\/(?<id>[^\/]+)\/start$/v,
	async run({world, id, accept}) {
		const exec = readyExec(world, id);
		await run(world, exec, accept(exec.terminal));
	},
};

/** Output alone, as one response; input cannot be read once the request's body is over. */
const startPlain = async (exchange: Exchange): Promise<Answer | void> => {
	const {world, request, response, version} = exchange;
	const exec = readyExec(world, parameter(exchange, 'id'));
	const text = String(await readBytes(request));
	const fields = text.trim() === '' ? {} : parseFields(text);
	if (fields['Detach'] === true) {
		void run(world, {...exec, attachStdin: false}, nowhere());
		return {status: 200};
	}

	response.writeHead(200, {'Content-Type': streamType(exec.terminal, version)});
	response.flushHeaders();
	await run(world, {...exec, attachStdin: false}, toResponse(response));
};

const inspect = (exchange: Exchange): Answer => {
	const exec = findExec(exchange.world, parameter(exchange, 'id'));
	const [entrypoint = '', ...rest] = exec.command;
	return ok({
		ID: exec.id,
		Running: exec.running,
		ExitCode: exec.exitCode ?? null,
		ProcessConfig: {
			tty: exec.terminal, entrypoint, arguments: rest, privileged: exec.privileged, ...(exec.user !== '' && {user: exec.user}),
		},
		OpenStdin: exec.attachStdin,
		OpenStderr: true,
		OpenStdout: true,
		CanRemove: !exec.running && exec.started,
		ContainerID: exec.containerId,
		DetachKeys: '',
		Pid: exec.processId,
	});
};

const resize = (exchange: Exchange): Answer => {
	const exec = findExec(exchange.world, parameter(exchange, 'id'));
	if (!exec.running) {
		throw new Refusal(exec.started ? 404 : 500, exec.started ? `task ${exec.containerId} not found: not found` : 'timeout waiting for exec session ready');
	}

	if (asNumber(readNumber(exchange.query, 'h'), -1) < 0 || asNumber(readNumber(exchange.query, 'w'), -1) < 0) {
		throw badRequest('strconv.Atoi: parsing "": invalid syntax');
	}

	return {status: 200};
};

/** Commands in running containers. */
export const execRoutes: readonly Route[] = [
	route('POST', '/containers/{id}/exec', create),
	route('POST', '/exec/{id}/start', startPlain),
	route('POST', '/exec/{id}/resize', resize),
	route('GET', '/exec/{id}/json', inspect),
];

/** Commands whose connection is taken over. */
export const execHijackers: readonly HijackHandler[] = [startHijacked];
