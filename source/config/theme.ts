import {Chalk, type ChalkInstance, type ColorSupportLevel} from 'chalk';
import {asciiOnly} from '../terminal/ascii.ts';

export type Paint = (text: string) => string;

/** What text can mean; colours are a theme's business. */
export type Tone = 'plain' | 'dim' | 'strong' | 'good' | 'warn' | 'bad' | 'info' | 'accent' | 'key' | 'heading' | 'match';

export type Theme = Readonly<Record<Tone, Paint>> & {
	readonly name: string;
	/** The row under the cursor, with and without the focus. */
	readonly cursor: Paint;
	readonly cursorAside: Paint;
	readonly mark: Paint;
	readonly border: Paint;
	readonly tab: Paint;
	readonly tabActive: Paint;
	readonly badge: Paint;
};

export const themeNames = ['terminal', 'dark', 'light', 'high-contrast'] as const;
export type ThemeName = typeof themeNames[number];

const plain: Paint = text => text;

const makers: Record<ThemeName, (chalk: ChalkInstance) => Omit<Theme, 'name'>> = {
	// The sixteen colours of the user's own palette, so that it fits whatever they chose.
	terminal: chalk => ({
		plain, dim: chalk.dim, strong: chalk.bold, good: chalk.green, warn: chalk.yellow, bad: chalk.red, info: chalk.cyan, accent: chalk.cyan.bold,
		key: chalk.cyan, heading: chalk.bold, match: chalk.black.bgYellow, cursor: chalk.inverse, cursorAside: chalk.underline, mark: chalk.magenta.bold,
		border: chalk.dim, tab: chalk.dim, tabActive: chalk.bold.underline, badge: chalk.black.bgYellow,
	}),
	dark: chalk => ({
		plain: chalk.hex('#d8dee9'), dim: chalk.hex('#7b8496'), strong: chalk.hex('#ffffff').bold, good: chalk.hex('#8fc97a'), warn: chalk.hex('#e5c07b'), bad: chalk.hex('#f07178'), info: chalk.hex('#6cb6ff'),
		accent: chalk.hex('#6cb6ff').bold, key: chalk.hex('#6cb6ff'), heading: chalk.hex('#ffffff').bold, match: chalk.hex('#1b1f27').bgHex('#e5c07b'), cursor: chalk.hex('#ffffff').bgHex('#2f4a6d'), cursorAside: chalk.hex('#ffffff').bgHex('#333a45'),
		mark: chalk.hex('#d2a8ff').bold, border: chalk.hex('#4c566a'), tab: chalk.hex('#7b8496'), tabActive: chalk.hex('#ffffff').bold.underline, badge: chalk.hex('#1b1f27').bgHex('#e5c07b'),
	}),
	light: chalk => ({
		plain: chalk.hex('#24292f'), dim: chalk.hex('#6a737d'), strong: chalk.hex('#000000').bold, good: chalk.hex('#116329'), warn: chalk.hex('#7d4e00'), bad: chalk.hex('#b31d28'), info: chalk.hex('#0550ae'),
		accent: chalk.hex('#0550ae').bold, key: chalk.hex('#0550ae'), heading: chalk.hex('#000000').bold, match: chalk.hex('#000000').bgHex('#ffdf5d'), cursor: chalk.hex('#000000').bgHex('#b6d7ff'), cursorAside: chalk.hex('#000000').bgHex('#e1e4e8'),
		mark: chalk.hex('#8250df').bold, border: chalk.hex('#8c959f'), tab: chalk.hex('#6a737d'), tabActive: chalk.hex('#000000').bold.underline, badge: chalk.hex('#000000').bgHex('#ffdf5d'),
	}),
	'high-contrast': chalk => ({
		plain: chalk.whiteBright, dim: chalk.white, strong: chalk.whiteBright.bold, good: chalk.greenBright.bold, warn: chalk.yellowBright.bold, bad: chalk.redBright.bold, info: chalk.cyanBright, accent: chalk.cyanBright.bold,
		key: chalk.yellowBright, heading: chalk.whiteBright.bold.underline, match: chalk.black.bgYellowBright, cursor: chalk.black.bgWhiteBright, cursorAside: chalk.whiteBright.underline, mark: chalk.magentaBright.bold,
		border: chalk.whiteBright, tab: chalk.white, tabActive: chalk.black.bgWhiteBright, badge: chalk.black.bgYellowBright,
	}),
};

/**
A theme in the colours the terminal has: level 0 is none, 1 the sixteen, 2 the 256, 3 all. All that is drawn is painted by
one, so that with `ascii` nothing else can reach the screen.
*/
export function makeTheme(name: ThemeName, level: ColorSupportLevel, ascii = false): Theme {
	const paints = makers[name](new Chalk({level}));
	if (!ascii) {
		return {name, ...paints};
	}

	const inAscii = Object.entries(paints).map(([tone, paint]) => [tone, (text: string) => paint(asciiOnly(text))] as const);
	return {name, ...paints, ...Object.fromEntries(inAscii)};
}
