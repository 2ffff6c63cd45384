import type {Action} from '../../store/action.ts';
import {removeImage} from './actions/remove.ts';
import {untagImage} from './actions/untag.ts';
import type {ImageRow} from './rows.ts';

/**
All that can be done with an image.
*/
export const imageActions: ReadonlyArray<Action<ImageRow>> = [removeImage, untagImage];
