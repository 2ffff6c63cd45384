import {skipReason} from '../support/availability.ts';
import {startDockerd} from '../support/dockerd.ts';
import {busyboxImage} from '../support/images.ts';
import {execContract} from './exec-contract.ts';

execContract('dockerd', async () => {
	const dockerd = await startDockerd();
	await busyboxImage(dockerd);
	return {socketPath: dockerd.socketPath, image: 'busybox:latest', stop: dockerd.stop};
}, {}, skipReason());
