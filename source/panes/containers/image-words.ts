/** A container's image as `docker ps` has it: by name, or by short id once the name went to another image. */
export function imageWords(image: string): string {
	return /^sha256:[\da-f]{64}$/v.test(image) ? image.slice(7, 19) : image;
}
