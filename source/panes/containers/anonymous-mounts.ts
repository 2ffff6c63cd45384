import type {Mount} from '../../model/mount.ts';
import type {Live} from '../../store/live.ts';

/** The mounts whose volume nobody named. A volume that is not in the list (yet) is told by its name alone. */
export function anonymousMounts(mounts: readonly Mount[], {volumes}: Live): readonly Mount[] {
	return mounts.filter(({type, source}) => {
		const known = volumes.items.find(({name}) => name === source);
		return type === 'volume' && (known ? known.anonymous : /^[\da-f]{64}$/v.test(source));
	});
}
