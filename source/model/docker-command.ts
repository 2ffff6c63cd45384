/** One argument as a POSIX shell reads it back unchanged. */
export function quoteArgument(argument: string): string {
	return /^[\w%+,\-./:=@]+$/.test(argument) ? argument : `'${argument.replaceAll('\'', String.raw`'\''`)}'`;
}

/** The docker command with these arguments, ready to paste into a shell: `docker stop web`. */
export function dockerCommand(...commandArguments: readonly string[]): string {
	return ['docker', ...commandArguments].map(argument => quoteArgument(argument)).join(' ');
}
