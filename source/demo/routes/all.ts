import type {Faults} from '../faults.ts';
import type {HijackHandler} from '../hijack.ts';
import type {Route} from '../router.ts';
import {attachHijackers, attachRoutes} from './attach.ts';
import {buildCacheRoutes} from './build-cache.ts';
import {containerRoutes} from './containers.ts';
import {demoRoutes} from './demo.ts';
import {execHijackers, execRoutes} from './exec.ts';
import {imageRoutes} from './images.ts';
import {logRoutes} from './logs.ts';
import {networkRoutes} from './networks.ts';
import {registryRoutes} from './registry.ts';
import {statsRoutes} from './stats.ts';
import {swarmRoutes} from './swarm.ts';
import {systemRoutes} from './system.ts';
import {volumeRoutes} from './volumes.ts';
import {waitRoutes} from './wait.ts';

/** Every route of the demo engine. */
export const allRoutes = (faults: Faults): readonly Route[] => [
	...systemRoutes,
	...containerRoutes,
	...logRoutes,
	...statsRoutes,
	...waitRoutes,
	...execRoutes,
	...attachRoutes,
	...registryRoutes,
	...imageRoutes,
	...networkRoutes,
	...volumeRoutes,
	...buildCacheRoutes,
	...swarmRoutes,
	...demoRoutes(faults),
];

/** The endpoints that take their connection over. */
export const hijackers: readonly HijackHandler[] = [...execHijackers, ...attachHijackers];
