import {Buffer} from 'node:buffer';
import {StringDecoder} from 'node:string_decoder';

export type LineTypingHandlers = {
	/** To be shown. */
	echo(text: string): void;
	/** A whole line, with its line feed. */
	line(text: string): void;
	/** Ctrl+c */
	interrupt(): void;
	/** Ctrl+d */
	end(): void;
};

const printable = /^\P{Control}$/v;

/** Arrows and the like mean nothing here. */
const editing = new RegExp(String.raw`ESC(?:\[[\d;]*[A-Za-z~]|O[A-Z])`.replace('ESC', () => String.fromCodePoint(0x1B)), 'gv');

/**
A small line editor for a program that has no terminal, and so nobody who would echo and erase: backspace, ctrl+u, ctrl+c, ctrl+d.
Takes bytes as latin1 text.
*/
export function createLineTyping({echo, line, interrupt, end}: LineTypingHandlers): (text: string) => void {
	const decoder = new StringDecoder('utf8');
	let typed: readonly string[] = [];

	const erase = (count: number): void => {
		echo('\b \b'.repeat(count));
		typed = typed.slice(0, typed.length - count);
	};

	const take = (character: string): void => {
		switch (character) {
			case '\r':
			case '\n': {
				const whole = typed.join('');
				typed = [];
				echo('\r\n');
				line(`${whole}\n`);
				break;
			}

			case '\u007F':
			case '\b': {
				erase(Math.min(1, typed.length));
				break;
			}

			case '\u0015': {
				erase(typed.length);
				break;
			}

			case '\u0003': {
				echo('^C\r\n');
				typed = [];
				interrupt();
				break;
			}

			case '\u0004': {
				if (typed.length === 0) {
					end();
				}

				break;
			}

			default: {
				if (printable.test(character) || character === '\t') {
					typed = [...typed, character];
					echo(character);
				}
			}
		}
	};

	return text => {
		for (const character of decoder.write(Buffer.from(text, 'latin1')).replaceAll(editing, '')) {
			take(character);
		}
	};
}
