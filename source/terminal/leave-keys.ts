/** What was typed, up to where ctrl+p ctrl+q was. */
export type Typed = {
	/** What goes to the program. */
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

/**
Watches what is typed for ctrl+p ctrl+q, also when each comes by itself. A ctrl+p goes to the program at once, as it does in every terminal;
with `holds` it waits for the next key, so that a program that is left behind is not left with the line before in its prompt.
*/
export function createLeaveWatch(holds = false): (text: string) => Typed {
	let isArmed = false;
	let held = '';
	return given => {
		const text = held + given;
		let first = 0;
		isArmed &&= !holds;
		for (const match of text.matchAll(keys)) {
			const {groups = {}, index} = match;
			if (groups.second !== undefined && isArmed) {
				isArmed = false;
				held = '';
				return {passed: text.slice(0, holds ? first : index), leaves: true};
			}

			first = groups.first === undefined ? first : index;
			isArmed = groups.first !== undefined || (groups.release !== undefined && isArmed);
		}

		held = holds && isArmed ? text.slice(first) : '';
		return {passed: text.slice(0, text.length - held.length), leaves: false};
	};
}
