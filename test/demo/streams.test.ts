import assert from 'node:assert/strict';
import {once} from 'node:events';
import test from 'node:test';
import {
	assertRefused,
	assertState,
	clientOf,
	exitCodeOf,
	fieldsOf,
	openDemo,
	pieceOf,
	readAll,
	readFrames,
	readLines,
	readText,
	splitFrames,
} from './demo-engine.ts';

const both = {stdout: true, stderr: true, follow: true} as const;

test('logs are multiplexed, and both streams can be asked for alone', async context => {
	const {docker} = await openDemo(context);
	const report = docker.getContainer('quarterly-report-generator-for-the-whole-northern-region-2026-11-15-attempt-02');
	const frames = await readFrames(await report.logs(both));
	assert.ok(frames.length > 4);
	assert.ok(frames.every(({text}) => text.endsWith('\n')));
	assert.equal(frames.at(-1)?.text, 'FileNotFoundError: [Errno 2] No such file or directory: \'/data/orders.csv\'\n');
	const errors = await readFrames(await report.logs({...both, stdout: false}));
	assert.ok(errors.every(({stream}) => stream === 2));
	const output = await readFrames(await report.logs({...both, stderr: false}));
	assert.equal(errors.length + output.length, frames.length);
	await assertRefused(report.logs({...both, stdout: false, stderr: false}), 400);
});

test('tail, timestamps, since and until', async context => {
	const {docker} = await openDemo(context);
	const worker = docker.getContainer('shop-worker-1');
	const all = await readLines(await worker.logs({...both, timestamps: true}));
	const last = await readLines(await worker.logs({...both, tail: 5, timestamps: true}));
	assert.deepEqual(last, all.slice(-5));
	assert.match(last[0] ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z /v);
	assert.match(last.at(-1) ?? '', /Killed\n$/v);
	const moment = (text = '') => Date.parse(text.split(' ', 1)[0] ?? '') / 1000;
	const from = moment(all.at(-20));
	const until = moment(all.at(-10));
	const between = await readLines(await worker.logs({...both, since: from, until, timestamps: true}));
	assert.deepEqual(between, all.slice(-20, -9));
});

test('a followed log hears new lines and ends with its container', async context => {
	const {docker, engine} = await openDemo(context);
	const cache = docker.getContainer('shop-cache-1');
	const stream = await cache.logs({...both, tail: 0});
	const {Id} = await cache.inspect();
	const container = engine.world.containers.get(Id);
	assert.ok(container);
	engine.world.logs.write(container, {time: engine.world.now(), stream: 'stderr', text: 'something new'});
	assert.deepEqual(splitFrames(await pieceOf(stream)), [{stream: 2, text: 'something new\n'}]);
	const ended = once(stream, 'end');
	await cache.stop();
	await ended;
});

test('a lively voice speaks by itself', async context => {
	const {docker} = await openDemo(context, {lively: true});
	const stream = await docker.getContainer('shop-api-1').logs({...both, tail: 0});
	assert.match(splitFrames(await pieceOf(stream))[0]?.text ?? '', /"level":/v);
});

test('a log behind a terminal is raw', async context => {
	const {docker} = await openDemo(context);
	const bytes = await docker.getContainer('toolbox').logs({stdout: true, stderr: true, tail: 2});
	assert.match(String(bytes), /^\/ # echo toolbox/v);
});

test('stats agree with the formula of the docker command', async context => {
	const {docker} = await openDemo(context);
	const {
		cpu_stats: cpu, precpu_stats: before, memory_stats: memory, networks,
	} = await docker.getContainer('shop-api-1').stats({stream: false});
	const used = cpu.cpu_usage.total_usage - before.cpu_usage.total_usage;
	const possible = cpu.system_cpu_usage - before.system_cpu_usage;
	const percent = used / possible * cpu.online_cpus * 100;
	assert.ok(percent > 0.3 && percent < 6, `${percent} %`);
	assert.ok(memory.usage > 100_000_000 && memory.usage < memory.limit);
	assert.equal(memory.limit, 1024 * 1024 * 1024);
	assert.deepEqual(Object.keys(networks), ['eth0', 'eth1']);
	const idle = await docker.getContainer('shop-worker-1').stats({stream: false});
	assert.equal(idle.read, '0001-01-01T00:00:00Z');
	await assertRefused(docker.getContainer('nobody').stats({stream: false}), 404);
});

test('a stream of stats gives one sample after the other', async context => {
	const {docker} = await openDemo(context);
	const stream = await docker.getContainer('shop-db-1').stats({stream: true});
	const samples: Array<{cpu_stats: {cpu_usage: {total_usage: number}}}> = [];
	stream.on('data', piece => {
		samples.push(JSON.parse(String(piece)) as typeof samples[number]);
	});
	await once(stream, 'data');
	await once(stream, 'data');
	await docker.getContainer('shop-db-1').remove({force: true});
	await once(stream, 'end');
	const [first, second] = samples.map(sample => sample.cpu_stats.cpu_usage.total_usage);
	assert.ok((second ?? 0) > (first ?? Number.POSITIVE_INFINITY));
});

test('a frozen container uses nothing, and its counters never run backwards', async context => {
	let now = 1_800_000_000_000;
	const {docker} = await openDemo(context, {now: () => now});
	const web = docker.getContainer('shop-web-1');
	const used = async () => {
		const {cpu_stats: {cpu_usage: usage}} = await web.stats({stream: false, 'one-shot': true});
		return usage.total_usage;
	};

	const first = await used();
	await web.pause();
	now += 60_000;
	assert.equal(await used(), first);
	await web.unpause();
	assert.equal(await used(), first);
	now += 1000;
	assert.ok(await used() > first);
});

test('a command in a container, with its streams and its exit code', async context => {
	const {docker, engine} = await openDemo(context);
	const toolbox = docker.getContainer('toolbox');
	const heard: string[] = [];
	engine.world.events.listen(({action}) => {
		heard.push(action);
	});
	const exec = await toolbox.exec({Cmd: ['sh', '-c', 'echo good; echo bad >&2; exit 3'], AttachStdout: true, AttachStderr: true});
	const frames = await readFrames(await exec.start({}));
	assert.deepEqual(frames, [{stream: 1, text: 'good\n'}, {stream: 2, text: 'bad\n'}]);
	const {ExitCode, Running} = await exec.inspect();
	assert.equal(ExitCode, 3);
	assert.equal(Running, false);
	assert.deepEqual(heard.map(action => action.split(':', 1)[0]), ['exec_create', 'exec_start', 'exec_die']);
	await assertRefused(docker.getContainer('nightly-backup').exec({Cmd: ['sh']}), 409);
	await assertRefused(docker.getContainer('stuck-job').exec({Cmd: ['sh']}), 409);
});

test('what is typed reaches a command, and the end of it too', async context => {
	const {docker} = await openDemo(context);
	const exec = await docker.getContainer('toolbox').exec({Cmd: ['cat'], AttachStdin: true, AttachStdout: true});
	const connection = await exec.start({hijack: true, stdin: true});
	connection.end('through and through\n');
	assert.deepEqual(await readFrames(connection), [{stream: 1, text: 'through and through\n'}]);
	assert.equal(await exitCodeOf(exec), 0);
});

test('a shell behind a terminal: prompt, echo, erasing, a command, leaving', async context => {
	const {docker} = await openDemo(context);
	const exec = await docker.getContainer('shop-db-1').exec({
		Cmd: ['bash'], AttachStdin: true, AttachStdout: true, Tty: true,
	});
	const connection = await exec.start({hijack: true, stdin: true, Tty: true});
	await exec.resize({h: 20, w: 70});
	const {Config} = await docker.getContainer('shop-db-1').inspect();
	const prompt = `root@${Config.Hostname}:/# `;
	connection.write('echo hex\u007Fllo\r');
	connection.write('exit 5\r');
	assert.equal(await readText(connection), `${prompt}echo hex\b \bllo\r\nexit 5\r\nhello\r\n${prompt}`);
	assert.equal(await exitCodeOf(exec), 5);
});

test('a shell that is not there is told in the stream, with exit code 127', async context => {
	const {docker} = await openDemo(context);
	const exec = await docker.getContainer('toolbox').exec({
		Cmd: ['bash'], AttachStdin: true, AttachStdout: true, Tty: true,
	});
	const connection = await exec.start({hijack: true, stdin: true, Tty: true});
	assert.match(await readText(connection), /exec: "bash": executable file not found in \$PATH/v);
	assert.equal(await exitCodeOf(exec), 127);
});

test('an exec that is unknown or over is refused on a taken-over connection too', async context => {
	const {docker} = await openDemo(context);
	await assertRefused(docker.getExec('nothing').start({hijack: true, stdin: true}), 404);
	const exec = await docker.getContainer('toolbox').exec({Cmd: ['true'], AttachStdout: true});
	await readAll(await exec.start({}));
	await assertRefused(exec.start({}), 409);
	await assertRefused(exec.resize({h: 1, w: 1}), 404);
});

test('attaching to a shell, and leaving it ends its container', async context => {
	const {docker} = await openDemo(context);
	const toolbox = docker.getContainer('toolbox');
	const connection = await toolbox.attach({
		stream: true, stdin: true, stdout: true, stderr: true, hijack: true,
	});
	connection.write('id\r');
	connection.write('exit\r');
	assert.match(await readText(connection), /uid=0\(root\)/v);
	await assertState(toolbox, {Status: 'exited'});
});

test('detaching leaves the container running', async context => {
	const {docker} = await openDemo(context);
	const toolbox = docker.getContainer('toolbox');
	const connection = await toolbox.attach({
		stream: true, stdin: true, stdout: true, hijack: true,
	});
	connection.write('\u0010\u0011');
	await readAll(connection);
	await assertState(toolbox, {Status: 'running'});
});

test('a pull tells its progress and brings an image; what is missing is refused', async context => {
	const {docker, engine} = await openDemo(context);
	const text = await readText(await docker.pull('example/tool:2'));
	const lines = text.trim().split('\r\n').map(line => fieldsOf(JSON.parse(line)));
	assert.equal(lines.at(-1)?.['status'], 'Status: Downloaded newer image for example/tool:2');
	assert.ok(lines.some(({progressDetail}) => Number(fieldsOf(progressDetail)['total']) > 0));
	const {RepoTags} = await docker.getImage('example/tool:2').inspect();
	assert.deepEqual(RepoTags, ['example/tool:2']);
	await assertRefused(docker.pull('example/missing:1'), 404);
	assert.equal(engine.world.events.past().at(-1)?.action, 'pull');
});

test('the content type tells how output is framed, from version 1.42 on', async context => {
	const {engine} = await openDemo(context);
	const typeOf = async (name: string, version: string) => {
		const stream = await clientOf(engine, version).getContainer(name).logs({...both, until: 1, follow: true});
		await readAll(stream);
		return fieldsOf(fieldsOf(stream)['headers'])['content-type'];
	};

	assert.equal(await typeOf('toolbox', 'v1.47'), 'application/vnd.docker.raw-stream');
	assert.equal(await typeOf('shop-db-1', 'v1.47'), 'application/vnd.docker.multiplexed-stream');
	assert.equal(await typeOf('shop-db-1', 'v1.41'), 'application/octet-stream');
});

test('a shell is found by asking, and what carries a mark is hung up from inside', async context => {
	const {docker} = await openDemo(context);
	const database = docker.getContainer('shop-db-1');
	const asking = await database.exec({Cmd: ['sh', '-c', 'echo here\n{ while read -r a; do b; done; } 2>/dev/null\n[ -n "$login" ] && echo "$login"\nfor name in zsh bash sh; do command -v $name; done\ntrue'], AttachStdout: true});
	const lines = await readLines(await asking.start({}));
	assert.deepEqual(lines, ['here\n', '/bin/bash\n', '/bin/sh\n']);
	assert.equal(await exitCodeOf(asking), 0);
	const shell = await database.exec({
		Cmd: ['bash'], AttachStdin: true, AttachStdout: true, Tty: true, Env: ['SESSION=mark-1'],
	});
	const connection = await shell.start({hijack: true, stdin: true, Tty: true});
	const ended = readAll(connection);
	const hangUp = await database.exec({Cmd: ['sh', '-c', 'for file in /proc/[0-9]*/environ; do grep -q mark-1 "$file" || continue; kill -HUP 1; done; true'], AttachStdout: true});
	await readAll(await hangUp.start({}));
	await ended;
	assert.equal(await exitCodeOf(shell), 129);
});

test('operators decide what a script does', async context => {
	const {docker} = await openDemo(context);
	const say = async (script: string) => {
		const exec = await docker.getContainer('toolbox').exec({Cmd: ['/bin/busybox', 'sh', '-c', script], AttachStdout: true, AttachStderr: true});
		return (await readLines(await exec.start({}))).join('');
	};

	assert.equal(await say('false && echo no || echo yes; echo "a;b" \'c&&d\''), 'yes\na;b c&&d\n');
	assert.equal(await say('nothing; echo on'), 'sh: nothing: not found\non\n');
	assert.equal(await say('echo quiet >/dev/null; exit 3; echo never'), '');
});

test('a container lives as its command lets it', async context => {
	const {docker} = await openDemo(context);
	const live = async (Cmd: string[]) => {
		const container = await docker.createContainer({Image: 'alpine:3.20', Cmd});
		await container.start();
		const {State} = await container.inspect();
		return State.Status;
	};

	assert.equal(await live(['echo', 'hi']), 'exited');
	assert.equal(await live(['sh']), 'exited');
	assert.equal(await live(['sh', '-c', 'while true; do date; done']), 'running');
	assert.equal(await live(['sleep', 'infinity']), 'running');
});
