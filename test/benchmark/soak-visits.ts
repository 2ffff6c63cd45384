import {footer} from '../program/screen.ts';
import type {OpenTerminal} from '../support/terminal.ts';
import {pause} from './program.ts';

/** What somebody does who looks around: keys, each with a moment to look at what they did, and the size of the terminal meanwhile. */
type Visit = {readonly keys: readonly string[]; readonly size?: readonly [number, number]};

const betweenKeys = 400;
const usual = [120, 40] as const;

/** Never a key that changes what others made, and never one that quits. */
const visits: readonly Visit[] = [
	{keys: ['<tab>', 'j', 'j', 'k', '+', '_', '_', '+', '<tab>']},
	{keys: ['/', 'error', '<enter>', 'n', 'n', 'N', '<esc>', 't', 't', 't', 'w', 'w', 'g', '<pgdn>', 'G']},
	{keys: ['&', 'status=200', '<enter>', 'L', 'L', 'L', 'L', 'm', '4', '0', 'c', 'G']},
	{keys: [], size: [160, 50]},
	{keys: ['<esc> <esc> <esc> <esc>', '/', 'soak', '<enter>', 'j', ']', 'j', ']', 'j', ']', ']', ']', 'i', '<esc>']},
	{keys: ['<esc> <esc> <esc> <esc>', 'o', '<esc>', 'A', 'A', 'G', '<pgup>', 'g', 'l', '<tab>', '<pgup>', '<esc>']},
	{keys: ['2', 'j', 'j', ']', 'j', ']', '<enter>', '<esc>', 'u', '<esc>', '-']},
	{keys: ['3', 'j', 'j', ']', 'j', '<esc>'], size: [90, 28]},
	{keys: ['4', 'j', 'j', ']', 'j', '[', '<esc>']},
	{keys: ['5', 'j', 'j', 'j', '<ctrl-r>', 'p', '<esc>', '<esc>'], size: [59, 11]},
	{keys: ['6', 'j', '#', '8080', '<enter>', '<esc>']},
	{keys: ['1', '?', '<pgdn>', '<esc>', ':', 'them', '<esc>', '!', '<esc>', '@', '<esc>', '<ctrl-r>', '<ctrl-l>']},
	{keys: ['<esc> <esc> <esc> <esc>', '/', 'shop-api', '<enter>', 'r', ']', ']', '<esc>']},
];

const tries = 4;

/** Back to the place where everything is measured: several logs merged, and the use of their containers in the list. */
export const goHome = async (program: OpenTerminal): Promise<void> => {
	program.resize(...usual);
	for (let left = tries; left > 0; left--) {
		await program.press('<esc> <esc> <esc> <esc> <esc> 1 <esc> <esc> _ _ + g');
		await program.press('/');
		await program.type('shop-');
		await pause(betweenKeys);
		await program.press('<enter> * l');
		try {
			// Six of them, in the title of their logs and in the footer.
			await program.waitFor(lines => /6 containers\s+follow/v.test(lines.join('\n')) && footer(lines).includes('6 marked'), 5000);
			return;
		} catch (error) {
			// The engine may just be down.
			if (left === 1) {
				throw error;
			}
		}
	}
};

/** The visit of this number; it begins at home and ends anywhere. */
export const visit = async (program: OpenTerminal, number: number): Promise<void> => {
	const {keys, size = usual} = visits[number % visits.length]!;
	program.resize(...size);
	for (const key of keys) {
		await (/^[\w=]{3,}/v.test(key) ? program.type(key) : program.press(key));
		await pause(betweenKeys);
	}
};
