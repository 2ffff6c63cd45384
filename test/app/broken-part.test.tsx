import assert from 'node:assert/strict';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {App} from '../../source/app/app.tsx';
import {createApplication} from '../../source/app/application.ts';
import {allCommands} from '../../source/app/commands/index.ts';
import {openOverlay, type OverlayKind} from '../../source/app/overlays/overlay.ts';
import {anyPane, type AnyPane} from '../../source/panes/pane.ts';
import {containersPane} from '../../source/panes/containers/pane.ts';
import {networksPane} from '../../source/panes/networks/pane.ts';
import {createHandOver} from '../../source/terminal/hand-over.ts';
import {containerOf} from '../support/scripted-engine.ts';
import {mountScreen} from '../support/screen-harness.tsx';

/** What is asked to fail, and with which words. */
type Breakage = {list?: string; tabs?: string; detail?: string; overlay?: string; footer?: string; key?: string};

const failing = (words: string | undefined): void => {
	if (words !== undefined) {
		throw new TypeError(words);
	}
};

/** The screen with three containers, in which each part fails on demand. */
const openScreen = async (t: TestContext, options: {readonly ascii?: boolean; readonly columns?: number} = {}) => {
	const broken: Breakage = {};
	const faults: string[] = [];
	const containers = anyPane(containersPane);
	const [first, ...columns] = containers.columns;
	const pane: AnyPane = {
		...containers,
		// Ordered without its cells: these fail only where they are drawn.
		columns: [{...first!, compare: (one, other) => one.name.localeCompare(other.name), cell(row, context) {
			failing(row.id === 'web' ? broken.list : undefined);
			return first!.cell(row, context);
		}}, ...columns],
		tabs: [{id: 'about', title: 'About', lines(row) {
			failing(broken.detail);
			return [[{text: `all about ${row.name}`}]];
		}}],
		count(live) {
			failing(broken.tabs);
			return live.containers.items.length;
		},
	};
	const panes = [pane, anyPane(networksPane)];
	const [command, ...commands] = allCommands(panes);
	const unreachable = async (): Promise<never> => {
		throw new Error('not here');
	};

	let quit: number | undefined;
	const application = createApplication({
		panes,
		commands: [{...command!, hint: 'a key', keys: ['9'], applies() {
			failing(broken.footer);
			return true;
		}, run() {
			failing(broken.key);
		}}, ...commands],
		settings: {theme: 'terminal', ascii: options.ascii ?? false},
		readOnly: false,
		firstPane: 'containers',
		findEndpoint: unreachable,
		connect: unreachable,
		listEndpoints: async () => [],
		chooseEndpoint: unreachable,
		startDemo: unreachable,
		copy: () => true,
		browse: () => false,
		redraw: () => undefined,
		terminal: createHandOver(process.stdin, process.stdout),
		quit(code) {
			quit = code;
		},
		log: {
			path: '', write: () => undefined, request: () => undefined, drain: async () => undefined, end: async () => undefined,
			fault(what, error) {
				faults.push(`${what}: ${String(error)}`);
			},
		},
	});
	application.live.setState({connection: {status: 'connected'}, containers: {items: ['api', 'db', 'web'].map(name => containerOf(name)), loaded: true}});
	const screen = await mountScreen(<App application={application} colours={3}/>, {columns: options.columns ?? 100, render: {onRender: application.drawn}});
	t.after(screen.unmount);
	const look = () => screen.screen().join('\n');
	/** A new picture, in which nothing has changed. */
	const nextPicture = async () => {
		application.live.setState(({memoryKills}) => ({memoryKills: new Map(memoryKills)}));
		await screen.flush();
	};

	return {broken, faults, application, screen, look, nextPicture, code: () => quit};
};

for (const [part, name] of [['list', 'the list'], ['tabs', 'the line of tabs'], ['detail', 'the detail'], ['footer', 'the footer']] as const) {
	test(`${name} cannot be drawn: it says so, all else goes on, and it is back with the next picture`, async t => {
		const {broken, faults, look, nextPicture, screen} = await openScreen(t);
		const whole = look();
		broken[part] = 'no such thing';
		await nextPicture();
		assert.match(look(), /this part could not be drawn: no such thing/v);
		assert.match(look(), /shipshape/v, 'the header');
		assert.equal(screen.screen().length, 30);
		if (part !== 'list') {
			assert.match(look(), /> ?api/v);
		}

		if (part !== 'detail') {
			assert.match(look(), /all about api/v);
			await screen.press('j');
			await screen.waitFor('all about db');
			await screen.press('k');
			await screen.waitFor('all about api');
		}

		assert.ok(faults.every(fault => fault === `${name} could not be drawn: TypeError: no such thing`), faults.join('\n'));
		assert.ok(faults.length > 0);
		broken[part] = undefined;
		await nextPicture();
		assert.equal(look(), whole);
	});
}

test('it is drawn again for another row and another pane', async t => {
	const {broken, look, nextPicture, screen} = await openScreen(t);
	broken.list = 'web is too much';
	await nextPicture();
	assert.match(look(), /web is too much/v);
	await screen.press('2');
	assert.match(look(), /no networks|reading/v);
	await screen.press('1');
	assert.match(look(), /web is too much/v);
	await screen.press('/ a p i');
	assert.match(look(), /> ?api/v);
	assert.doesNotMatch(look(), /web is too much/v);
});

test('words that are long, hostile or not ASCII stay within their part', async t => {
	const {broken, look, nextPicture, screen} = await openScreen(t, {ascii: true});
	broken.tabs = 'long '.repeat(60);
	broken.detail = `\u{1B}[2J\u{1B}]0;title\u{7}first\nsecond ünd ☃ ${'w'.repeat(900)}`;
	await nextPicture();
	assert.match(look(), /all about api|this part could not be drawn: \?\[2J/v);
	assert.match(look(), /> ?api/v);
	assert.doesNotMatch(look(), /\P{ASCII}/v);
	assert.match(screen.screen()[1] ?? '', /^ this part could not be drawn: long /v);
	assert.match(screen.screen()[2] ?? '', /NAME/v);
	assert.match(screen.screen().at(-1) ?? '', /help/v);
});

const fragile = (broken: Breakage): OverlayKind<number> => ({
	id: 'fragile',
	handle(state) {
		failing(broken.key);
		return state + 1;
	},
	View() {
		failing(broken.overlay);
		return null;
	},
});

test('an overlay that cannot be drawn is closed by esc, even one that does not want to', async t => {
	const {broken, faults, application, look, nextPicture, screen} = await openScreen(t);
	openOverlay(application.overlays, fragile(broken), 0);
	await screen.press('<esc>');
	assert.equal(application.overlays.getState().stack.length, 1, 'as long as it works it decides');
	broken.overlay = 'fallen over';
	await nextPicture();
	assert.match(look(), /this part could not be drawn: fallen over/v);
	assert.match(look(), /esc closes it/v);
	assert.match(look(), /> ?api/v);
	await screen.press('j');
	assert.equal(application.overlays.getState().stack.length, 1);
	await screen.press('<esc>');
	assert.equal(application.overlays.getState().stack.length, 0);
	assert.doesNotMatch(look(), /fallen over/v);
	assert.match(faults.join('\n'), /what lies over the panes \(fragile\) could not be drawn: TypeError: fallen over/v);
});

test('an overlay that takes no key any more is closed by esc too', async t => {
	const {broken, faults, application, look, screen} = await openScreen(t);
	openOverlay(application.overlays, fragile(broken), 0);
	broken.key = 'out of order';
	await screen.press('x');
	assert.match(look(), /this key could not be carried out: out of order/v);
	assert.equal(application.overlays.getState().stack.length, 1);
	await screen.press('<esc>');
	assert.equal(application.overlays.getState().stack.length, 0);
	assert.ok(faults.includes('a key could not be carried out: TypeError: out of order'));
});

test('a key that fails is told in the footer, and the next one works', async t => {
	const {broken, code, screen} = await openScreen(t);
	broken.key = 'no way';
	await screen.press('9');
	assert.match(screen.screen().at(-1) ?? '', /this key could not be carried out: no way/v);
	await screen.press('j');
	await screen.waitFor('all about db');
	await screen.press('<ctrl-c>');
	assert.equal(code(), 130);
});
