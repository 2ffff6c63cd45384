import process from 'node:process';
import {machineOf, type Machine} from '../model/machine.ts';
import type {Live} from '../store/live.ts';

/** The machine of the engine that is shown, as a browser here and a person's ssh reach it. */
export function machineOfLive({endpoint, info}: Pick<Live, 'endpoint' | 'info'>): Machine {
	return machineOf(endpoint, info?.name ?? '', process.env);
}
