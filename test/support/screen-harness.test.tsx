import test from 'node:test';
import assert from 'node:assert/strict';
import {useState} from 'react';
import {
	Box,
	Text,
	useInput,
	usePaste,
	useWindowSize,
} from 'ink';
import {mountScreen} from './screen-harness.tsx';
import {untouchedModes} from './terminal-modes.ts';

function KeyLog({title}: {readonly title: string}) {
	const [events, setEvents] = useState<readonly string[]>([]);
	const {columns, rows} = useWindowSize();
	const add = (event: string) => {
		setEvents(all => [...all, event]);
	};

	useInput((input, key) => {
		add(key.escape ? 'ESC' : (key.return ? 'ENTER' : JSON.stringify(input)));
	});
	usePaste(text => {
		add(`paste ${text}`);
	});
	return (
		<Box flexDirection='column' width={columns} height={rows}>
			<Text bold color='red'>{title} {columns}x{rows}</Text>
			{events.map((event, index) => <Text key={`${index} ${event}`}>{event}</Text>)}
		</Box>
	);
}

test('an element on a whole screen: keys one by one or in a chunk, paste, resize, rerender', async t => {
	const screen = await mountScreen(<KeyLog title='size'/>, {columns: 40, rows: 12});
	t.after(screen.unmount);
	assert.equal(screen.line(0), 'size 40x12');
	assert.deepEqual([screen.cell(0, 0).bold, screen.cell(0, 0).foreground], [true, 1]);
	assert.equal(screen.modes().alternateScreen, true);
	assert.equal(screen.modes().bracketedPaste, true);
	assert.equal(screen.isRaw(), true);
	await screen.press('j k jjj <enter> <esc> x');
	await screen.paste('two words');
	assert.deepEqual(screen.screen().slice(1, 8), ['"j"', '"k"', '"jjj"', 'ENTER', 'ESC', '"x"', 'paste two words']);
	await screen.resize(50, 14);
	assert.equal(screen.line(0), 'size 50x14');
	assert.equal(screen.screen().length, 14);
	await screen.rerender(<KeyLog title='grown'/>);
	assert.equal(screen.line(0), 'grown 50x14');
});

test('only what changed is written', async t => {
	const screen = await mountScreen(<KeyLog title='bytes'/>);
	t.after(screen.unmount);
	const before = screen.bytes();
	await screen.press('j');
	assert.ok(screen.bytes() - before < 200, `${screen.bytes() - before} bytes`);
});

test('the terminal is put back when the screen is unmounted', async () => {
	const screen = await mountScreen(<KeyLog title='end'/>);
	await screen.unmount();
	assert.deepEqual(screen.modes(), untouchedModes);
	assert.equal(screen.isRaw(), false);
	await assert.rejects(screen.waitFor('more'), /unmounted/v);
});

test('mouse events only where they were asked for', async t => {
	const screen = await mountScreen(<KeyLog title='mouse'/>);
	t.after(screen.unmount);
	await assert.rejects(screen.mouse('click', 1, 1), /did not ask/v);
});

test('with the kitty protocol Escape needs no waiting', async t => {
	const screen = await mountScreen(<KeyLog title='kitty'/>, {kitty: true, render: {kittyKeyboard: {mode: 'enabled'}}});
	t.after(screen.unmount);
	assert.equal(screen.modes().kitty, 1);
	await screen.press('<esc> j');
	assert.deepEqual(screen.screen().slice(1, 3), ['ESC', '"j"']);
});
