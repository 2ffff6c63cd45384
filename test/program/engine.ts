import {type TestContext} from 'node:test';
import {startDockerd, type Dockerd, type DockerdOptions} from '../support/dockerd.ts';
import {askEngine} from '../support/engine-request.ts';
import {busyboxImage} from '../support/images.ts';

let started: Promise<Dockerd> | undefined;

/**
One real engine for all tests of a file, with the busybox image; it goes with the test process.
*/
export const realEngine = async (options?: DockerdOptions): Promise<Dockerd> => {
	started ??= startDockerd(options);
	const dockerd = await started;
	await busyboxImage(dockerd);
	return dockerd;
};

/**
Ends at once when asked to.
*/
export const obedient = ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 1000 & wait; done'] as const;

export type ContainerPlan = {
	/** Default: one that runs until it is asked to end. */
	readonly command?: readonly string[];
	readonly started?: boolean;
	/** Anonymous volumes, by where they are mounted. */
	readonly volumes?: readonly string[];
	readonly labels?: Readonly<Record<string, string>>;
};

/**
Makes a container, until the test ends; gives its id.
*/
export const makeContainer = async (context: TestContext, dockerd: Dockerd, name: string, plan: ContainerPlan = {}): Promise<string> => {
	const {Id: id} = await askEngine(dockerd.socketPath, 'POST', `/containers/create?name=${name}`, {
		Image: 'busybox:latest',
		Cmd: plan.command ?? obedient,
		Labels: plan.labels ?? {},
		Volumes: Object.fromEntries((plan.volumes ?? []).map(place => [place, {}])),
		HostConfig: {NetworkMode: 'none'},
	}) as {readonly Id: string};
	context.after(async () => {
		// Most tests have removed it themselves by then.
		await dockerd.docker(['rm', '--force', '--volumes', id]).catch(() => undefined);
	});
	if (plan.started !== false) {
		await askEngine(dockerd.socketPath, 'POST', `/containers/${id}/start`);
	}

	return id;
};

/**
How a container is, as the engine says it; undefined when it is gone.
*/
export const statusOf = async (dockerd: Dockerd, id: string): Promise<string | undefined> => {
	const status = await dockerd.docker(['ps', '--all', '--no-trunc', '--filter', `id=${id}`, '--format', '{{.State}}']);
	return status === '' ? undefined : status;
};
