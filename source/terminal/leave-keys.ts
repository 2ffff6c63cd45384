/** What was typed, up to where ctrl+p ctrl+q was. */
export type Typed = {
	/** What goes to the program, the ctrl+p of a ctrl+p ctrl+q too: holding it back would make every ctrl+p wait for the next key. */
	readonly passed: string;
	readonly leaves: boolean;
};

const escape = String.fromCodePoint(0x1B);
const [controlP, controlQ] = [String.fromCodePoint(0x10), String.fromCodePoint(0x11)];

/** Ctrl+p and ctrl+q: as one byte, as xterm's modifyOtherKeys and as the kitty protocol have them, with which a program inside may have them sent. */
const keys = new RegExp([
	String.raw`(?<first>${controlP}|${escape}\[112;5(?::1)?u|${escape}\[27;5;112~)`,
	String.raw`(?<second>${controlQ}|${escape}\[113;5(?::1)?u|${escape}\[27;5;113~)`,
	String.raw`(?<release>${escape}\[\d+(?:;\d+)?:3u)`,
	String.raw`[\s\S]`,
].join('|'), 'gv');

/** Watches what is typed for ctrl+p ctrl+q, also when each comes by itself. */
export function createLeaveWatch(): (text: string) => Typed {
	let isArmed = false;
	return text => {
		for (const match of text.matchAll(keys)) {
			const {first, second, release} = match.groups!;
			if (second !== undefined && isArmed) {
				isArmed = false;
				return {passed: text.slice(0, match.index), leaves: true};
			}

			isArmed = first !== undefined || (release !== undefined && isArmed);
		}

		return {passed: text, leaves: false};
	};
}
