/** What each of these begins is how far the engine's parts passed a failure on to each other: the reason is what follows the last one. */
const passages = /^.*?(?:unable to start container process|container_linux\.go:\d+: starting container process caused|OCI runtime (?:create|start|exec) failed): /v;

/** Where in runc's source it was noticed. */
const place = /^(?:process_linux|rootfs_linux|container_linux|standard_init_linux)\.go:\d+: (?:[ a-z]+ caused: )?/v;

/** The engine's words from where they come to the point: a container that cannot start has the reason at the end of a long chain. */
export function pointOf(words: string): string {
	let rest = words;
	for (let before = ''; before !== rest;) {
		before = rest;
		rest = rest.replace(passages, '').replace(place, '');
	}

	const point = rest === words ? words : rest.replace(/: unknown$/v, '');
	return point === '' ? words : point;
}
