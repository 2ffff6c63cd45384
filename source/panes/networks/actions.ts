import type {Action} from '../../store/action.ts';
import {connectAction} from './actions/connect.ts';
import {networkCreation} from './actions/create.ts';
import {disconnectAction} from './actions/disconnect.ts';
import {networkRemoval} from './actions/remove.ts';
import type {NetworkRow} from './rows.ts';

/** Everything that can be done with networks. */
export const networkActions: ReadonlyArray<Action<NetworkRow>> = [networkCreation, connectAction, disconnectAction, networkRemoval];
