import type {Faults} from '../faults.ts';
import type {HijackHandler} from '../hijack.ts';
import type {Route} from '../router.ts';
import {buildCacheRoutes} from './build-cache.ts';
import {containerRoutes} from './containers.ts';
import {demoRoutes} from './demo.ts';
import {imageRoutes} from './images.ts';
import {networkRoutes} from './networks.ts';
import {swarmRoutes} from './swarm.ts';
import {systemRoutes} from './system.ts';
import {volumeRoutes} from './volumes.ts';

/** Every route of the demo engine. */
export const allRoutes = (faults: Faults): readonly Route[] => [
	...systemRoutes,
	...containerRoutes,
	...imageRoutes,
	...networkRoutes,
	...volumeRoutes,
	...buildCacheRoutes,
	...swarmRoutes,
	...demoRoutes(faults),
];

/** The endpoints that take their connection over. */
export const hijackers: readonly HijackHandler[] = [];
