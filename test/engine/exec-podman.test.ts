import {podmanAvailability, skipReason} from '../support/availability.ts';
import {busyboxImage} from '../support/images.ts';
import {startPodman} from '../support/podman.ts';
import {execContract} from './exec-contract.ts';

execContract('Podman', async () => {
	const podman = await startPodman();
	await busyboxImage(podman);
	return {socketPath: podman.socketPath, image: 'busybox:latest', stop: podman.stop};
}, {}, skipReason(podmanAvailability()));
