import type {Press} from './press.ts';

/** A line of text being typed; `at` counts characters before the cursor. */
export type TextField = {readonly text: string; readonly at: number};

/** A field with the cursor at the end. */
export function textField(text = ''): TextField {
	return {text, at: [...text].length};
}

/** Puts text in at the cursor: a typed character or a paste, of which line breaks become spaces. */
export function insertText(field: TextField, text: string): TextField {
	const clean = text.replaceAll(/[\t\n\r]+/g, ' ').replaceAll(/\p{Control}/gu, '');
	const characters = [...field.text];
	characters.splice(field.at, 0, ...clean);
	return {text: characters.join(''), at: field.at + [...clean].length};
}

/** What a key does to a text field; undefined when it is not an editing key. */
export function editText(field: TextField, press: Press): TextField | undefined {
	const characters = [...field.text];
	const cut = (from: number, to: number): TextField => ({text: [...characters.slice(0, from), ...characters.slice(to)].join(''), at: from});
	switch (press.key) {
		case 'left': {
			return {...field, at: Math.max(0, field.at - press.count)};
		}

		case 'right': {
			return {...field, at: Math.min(characters.length, field.at + press.count)};
		}

		case 'home':
		case 'ctrl+a': {
			return {...field, at: 0};
		}

		case 'end':
		case 'ctrl+e': {
			return {...field, at: characters.length};
		}

		case 'backspace':
		case 'ctrl+h': {
			return cut(Math.max(0, field.at - press.count), field.at);
		}

		case 'delete': {
			return cut(field.at, Math.min(characters.length, field.at + press.count));
		}

		case 'ctrl+u': {
			return cut(0, field.at);
		}

		case 'ctrl+k': {
			return cut(field.at, characters.length);
		}

		case 'ctrl+w': {
			const end = characters.findLastIndex((character, index) => index < field.at && character !== ' ');
			return cut(characters.findLastIndex((character, index) => index < end && character === ' ') + 1, field.at);
		}

		default: {
			return press.text === undefined ? undefined : insertText(field, press.text.repeat(press.count));
		}
	}
}
