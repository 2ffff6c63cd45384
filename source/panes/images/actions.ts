import type {Action} from '../../store/action.ts';
import {imageRemoval} from './actions/remove.ts';
import {imageUntagging} from './actions/untag.ts';
import type {ImageRow} from './rows.ts';

/** All that can be done with an image. */
export const imageActions: ReadonlyArray<Action<ImageRow>> = [imageRemoval, imageUntagging];
