import {startDemoEngine} from '../../source/demo/main.ts';
import {engineContract} from './contract.ts';

engineContract('the demo', async () => {
	const {socketPath, stop} = await startDemoEngine({lively: false});
	return {socketPath, image: 'postgres:15-alpine', stop};
}, {runsPrograms: false, obedient: {command: ['postgres'], exitCode: 0}, takesTime: false});
