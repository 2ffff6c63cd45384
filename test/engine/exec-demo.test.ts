import {startDemoEngine} from '../../source/demo/main.ts';
import {execContract} from './exec-contract.ts';

execContract('the demo', async () => {
	const {socketPath, stop} = await startDemoEngine({lively: false});
	return {socketPath, image: 'postgres:15-alpine', stop};
}, {runsPrograms: false});
