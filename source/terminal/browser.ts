/** A program that opens a URL, and what stands before it on its command line. */
export type Opener = {readonly program: string; readonly arguments: readonly string[]};

/**
What opens a URL in a browser on the person's own screen; undefined where there is none, as in an SSH session, on a console or in a
container: a browser that opened there would be seen by nobody.
*/
export function browserOpener(environment: Readonly<Record<string, string | undefined>>, platform: string): Opener | undefined {
	if (environment['SSH_CONNECTION'] || environment['SSH_TTY'] || environment['SSH_CLIENT']) {
		return undefined;
	}

	if (platform === 'darwin') {
		return {program: 'open', arguments: []};
	}

	if (platform === 'win32') {
		return {program: 'rundll32', arguments: ['url.dll,FileProtocolHandler']};
	}

	if (environment['WSL_DISTRO_NAME']) {
		return {program: 'rundll32.exe', arguments: ['url.dll,FileProtocolHandler']};
	}

	return environment['DISPLAY'] || environment['WAYLAND_DISPLAY'] ? {program: 'xdg-open', arguments: []} : undefined;
}
