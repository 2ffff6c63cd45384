import type {Candidate} from '../../model/clean-up.ts';
import {cleanUpOf} from '../../store/clean-up.ts';
import type {Live} from '../../store/live.ts';
import {rowsFrom} from '../rows-from.ts';

/** Something that can be removed. */
export type DiskRow = Candidate;

/** Everything that can be removed, of all kinds: the objects as soon as the lists are there, their sizes when they are measured. */
export const diskRows: (live: Live) => readonly DiskRow[] = rowsFrom<DiskRow>(live => [cleanUpOf(live)], live => cleanUpOf(live).candidates);
