/** A line editor such as a terminal's: echoes, erases, and gives whole lines. `undefined` is the end of input. */
export type TerminalLine = {
	/** Takes what was typed. */
	type(text: string): void;
};

export type TerminalLineOptions = {
	echo(text: string): void;
	line(text: string): void;
	/** Ctrl+c */
	interrupt(): void;
	/** Ctrl+d on an empty line */
	end(): void;
};

const backspace = new Set(['\u{7F}', '\b']);

/** Text without what arrow and function keys send: it edits nothing here. */
const withoutSequences = (text: string) => text.split('\u{1B}').map((part, position) => position === 0 ? part : part.replace(/^[O\[][\d;]*[A-Za-z~]/v, '')).join('');

/** Makes a line editor as the line discipline of a terminal does it. */
export function createTerminalLine(options: TerminalLineOptions): TerminalLine {
	let line = '';
	let isLastWasReturn = false;
	const take = (character: string) => {
		if (character === '\n' && isLastWasReturn) {
			isLastWasReturn = false;
			return;
		}

		isLastWasReturn = character === '\r';
		switch (character) {
			case '\r':
			case '\n': {
				options.echo('\r\n');
				const whole = line;
				line = '';
				options.line(whole);

				break;
			}

			case '\u{3}': {
				options.echo('^C\r\n');
				line = '';
				options.interrupt();

				break;
			}

			case '\u{4}': {
				if (line === '') {
					options.end();
				}

				break;
			}

			default: {if (backspace.has(character)) {
				if (line !== '') {
					line = [...line].slice(0, -1).join('');
					options.echo('\b \b');
				}
			} else if (character >= ' ') {
				line += character;
				options.echo(character);
			}}
		}
	};

	return {
		type(text) {
			for (const character of withoutSequences(text)) {
				take(character);
			}
		},
	};
}
