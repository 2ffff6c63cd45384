import {startDockerd, type Dockerd} from '../support/dockerd.ts';
import {askEngine} from '../support/engine-request.ts';
import {busyboxImage} from '../support/images.ts';
import {measureFlood, type Flood} from './measure-flood.ts';

/** Runs a private dockerd with one container, `flood`, that writes as fast as it can. Needs root and dockerd. */
export const withFloodingDockerd = async <Result>(use: (dockerd: Dockerd) => Promise<Result>): Promise<Result> => {
	const dockerd = await startDockerd();
	try {
		await busyboxImage(dockerd);
		const {Id: id} = await askEngine(dockerd.socketPath, 'POST', '/containers/create?name=flood', {
			Image: 'busybox:latest', Cmd: ['awk', 'BEGIN { for (;;) print n++ " a line of ordinary length, eighty columns wide, as programs write all day." }'], HostConfig: {NetworkMode: 'none', LogConfig: {Type: 'json-file', Config: {'max-size': '50m', 'max-file': '2'}}},
		}) as {readonly Id: string};
		await askEngine(dockerd.socketPath, 'POST', `/containers/${id}/start`);
		return await use(dockerd);
	} finally {
		await dockerd.stop();
	}
};

/** The cost of following it. */
export const followFlood = async ({address}: Dockerd, seconds: number): Promise<Flood> => measureFlood(address, 'flood', seconds, async () => async () => undefined);

/** The cost of following a container of a real engine that writes as fast as it can, where engine and container work on the same machine. */
export const measureDockerdFlood = async (seconds: number): Promise<Flood> => withFloodingDockerd(async dockerd => followFlood(dockerd, seconds));
