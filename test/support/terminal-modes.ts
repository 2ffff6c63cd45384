import {type Terminal} from '@xterm/headless';

/** The switches a full-screen program flips in its terminal, as seen in the bytes it wrote. */
export type TerminalModes = {
	readonly alternateScreen: boolean;
	readonly cursorHidden: boolean;
	readonly bracketedPaste: boolean;
	/** Which mouse events are reported. */
	readonly mouse: 'none' | 'x10' | 'click' | 'drag' | 'any';
	/** Mouse events are reported in the SGR encoding (1006). */
	readonly mouseSgr: boolean;
	readonly focusReports: boolean;
	/** Inside a synchronised update: what is on the screen is half a frame. */
	readonly synchronised: boolean;
	readonly applicationCursor: boolean;
	readonly autoWrap: boolean;
	/** Flags of the kitty keyboard protocol in force on the current screen, 0 = legacy keys. */
	readonly kitty: number;
};

/** The modes of a terminal nobody has touched, or that was put back in order. */
export const untouchedModes: TerminalModes = {
	alternateScreen: false,
	cursorHidden: false,
	bracketedPaste: false,
	mouse: 'none',
	mouseSgr: false,
	focusReports: false,
	synchronised: false,
	applicationCursor: false,
	autoWrap: true,
	kitty: 0,
};

const changeMode = (modes: TerminalModes, mode: number, isOn: boolean): TerminalModes => {
	switch (mode) {
		case 1: {
			return {...modes, applicationCursor: isOn};
		}

		case 7: {
			return {...modes, autoWrap: isOn};
		}

		case 9: {
			return {...modes, mouse: isOn ? 'x10' : 'none'};
		}

		case 25: {
			return {...modes, cursorHidden: !isOn};
		}

		case 47:
		case 1047:
		case 1049: {
			return {...modes, alternateScreen: isOn};
		}

		case 1000: {
			return {...modes, mouse: isOn ? 'click' : 'none'};
		}

		case 1002: {
			return {...modes, mouse: isOn ? 'drag' : 'none'};
		}

		case 1003: {
			return {...modes, mouse: isOn ? 'any' : 'none'};
		}

		case 1004: {
			return {...modes, focusReports: isOn};
		}

		case 1006: {
			return {...modes, mouseSgr: isOn};
		}

		case 2004: {
			return {...modes, bracketedPaste: isOn};
		}

		case 2026: {
			return {...modes, synchronised: isOn};
		}

		default: {
			return modes;
		}
	}
};

const firstNumber = (parameters: ReadonlyArray<number | number[]>, fallback: number): number => {
	const first = parameters[0];
	return typeof first === 'number' && first > 0 ? first : fallback;
};

/**
Follows the modes in the stream the emulator parses; `reply` is called with answers to kitty queries when `hasKitty`.

The emulator knows some of these itself but neither the cursor's visibility nor the kitty protocol, whose stack is one per screen.
*/
export const trackModes = (terminal: Terminal, hasKitty: boolean, reply: (data: string) => void): (() => TerminalModes) => {
	let modes = untouchedModes;
	let kittyStacks: {readonly main: readonly number[]; readonly alternate: readonly number[]} = {main: [], alternate: []};
	const screenName = (): 'main' | 'alternate' => modes.alternateScreen ? 'alternate' : 'main';
	const setKitty = (stack: readonly number[]) => {
		kittyStacks = {...kittyStacks, [screenName()]: stack};
	};

	const onSwitch = (final: 'h' | 'l', isOn: boolean) => {
		terminal.parser.registerCsiHandler({prefix: '?', final}, parameters => {
			for (const mode of parameters.flat()) {
				modes = changeMode(modes, mode, isOn);
			}

			return false;
		});
	};

	onSwitch('h', true);
	onSwitch('l', false);

	terminal.parser.registerEscHandler({final: 'c'}, () => {
		modes = untouchedModes;
		kittyStacks = {main: [], alternate: []};
		return false;
	});

	const onKitty = (prefix: string, act: (parameters: ReadonlyArray<number | number[]>) => void) => {
		terminal.parser.registerCsiHandler({prefix, final: 'u'}, parameters => {
			if (hasKitty) {
				act(parameters);
			}

			return true;
		});
	};

	const stack = () => kittyStacks[screenName()];
	onKitty('>', parameters => {
		setKitty([...stack(), firstNumber(parameters, 0)]);
	});
	onKitty('<', parameters => {
		setKitty(stack().slice(0, -firstNumber(parameters, 1)));
	});
	onKitty('=', parameters => {
		setKitty([...stack().slice(0, -1), firstNumber(parameters, 0)]);
	});
	onKitty('?', () => {
		reply(`\u{1B}[?${stack().at(-1) ?? 0}u`);
	});

	return () => ({...modes, kitty: stack().at(-1) ?? 0});
};
