import type {Action} from '../../store/action.ts';
import {volumeCreation} from './actions/create.ts';
import {volumeRemoval} from './actions/remove.ts';
import type {VolumeRow} from './rows.ts';

/** All that can be done with volumes. */
export const volumeActions: ReadonlyArray<Action<VolumeRow>> = [volumeCreation, volumeRemoval];
