/** The most base64 characters that terminals are known to take in one OSC 52. */
const longest = 74_994;

/**
The sequence that puts text on the clipboard of the terminal, wherever that is: OSC 52 works over SSH. Inside tmux it is sent
twice, for tmux itself (`set-clipboard on`) and passed through to the terminal (`allow-passthrough on`); inside screen it is passed through.
Undefined when the text is too long.
*/
export function clipboardSequence(text: string, environment: NodeJS.ProcessEnv): string | undefined {
	const encoded = Buffer.from(text, 'utf8').toString('base64');
	if (encoded.length > longest) {
		return undefined;
	}

	const sequence = `\u001B]52;c;${encoded}\u0007`;
	if (environment['TMUX']) {
		return `${sequence}\u001BPtmux;${sequence.replaceAll('\u001B', '\u001B\u001B')}\u001B\\`;
	}

	if (environment['STY']) {
		// Screen takes at most 768 bytes in one string.
		return (sequence.match(/[\s\S]{1,760}/g) ?? []).map(part => `\u001BP${part}\u001B\\`).join('');
	}

	return sequence;
}
