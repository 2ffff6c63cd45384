/** The newest API that this adapter was tested with; newer engines speak it too. */
export const newestTested = '1.51';

/** The oldest API that engines since Docker 25 still speak; below it, errors are not even JSON. */
export const oldestSpoken = '1.24';

/** Orders API versions such as `1.9` and `1.41`: negative when the first is the older one. */
export function compareVersions(first: string, second: string): number {
	const [firstMajor = 0, firstMinor = 0] = first.split('.').map(Number);
	const [secondMajor = 0, secondMinor = 0] = second.split('.').map(Number);
	return firstMajor === secondMajor ? firstMinor - secondMinor : firstMajor - secondMajor;
}
