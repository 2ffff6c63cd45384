import {containerAction, goingReason} from './container-action.ts';

// RestrictedNamePattern in moby, daemon/names/names.go.
const grammar = /^[\dA-Za-z][\w\-.]+$/v;

/** `docker rename` */
export const renameAction = containerAction({
	id: 'container.rename',
	title: 'rename',
	progress: 'renaming',
	past: 'renamed',
	keys: ['R'],
	confirm: 'never',
	bulk: false,
	input: {
		title: 'New name',
		initial: row => row?.name ?? '',
		problem(text, row, live) {
			if (!grammar.test(text)) {
				return text.length < 2 ? 'a name has two characters at least' : 'a name begins with a letter or digit; after it come letters, digits, _ . and -';
			}

			if (text === row?.name) {
				return 'that is its name already';
			}

			const other = live.containers.items.find(({name}) => name === text);
			return other && `container ${other.name} (${other.state}) has this name`;
		},
	},
	fingerprint: ({name}) => name,
	disabledReason: goingReason,
	words: ({name}, {input}) => ['rename', name, input],
	async act({id}, {engine, signal, input}) {
		await engine.containers.rename(id, input, {signal});
		return `now ${input}`;
	},
});
