import type {Action} from '../../store/action.ts';
import {createVolume} from './actions/create.ts';
import {removeVolume} from './actions/remove.ts';
import type {VolumeRow} from './rows.ts';

/**
All that can be done with volumes.
*/
export const volumeActions: ReadonlyArray<Action<VolumeRow>> = [createVolume, removeVolume];
