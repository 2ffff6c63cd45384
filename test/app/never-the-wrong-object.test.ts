import assert from 'node:assert/strict';
import process from 'node:process';
import test from 'node:test';
import fc from 'fast-check';
import {createApplication} from '../../source/app/application.ts';
import {allCommands} from '../../source/app/commands/index.ts';
import {dispatch} from '../../source/app/dispatch.ts';
import {targetsOf} from '../../source/app/scene.ts';
import type {Container, ContainerState} from '../../source/model/container.ts';
import {anyPane} from '../../source/panes/pane.ts';
import {containersPane} from '../../source/panes/containers/pane.ts';
import {listOf} from '../../source/store/view.ts';
import {createHandOver} from '../../source/terminal/hand-over.ts';
import {containerOf} from '../support/scripted-engine.ts';
import {runs} from '../support/properties.ts';

const size = {columns: 100, rows: 20};
const name = (id: number): string => `c${String(id).padStart(2, '0')}`;

const openApplication = () => {
	const panes = [anyPane(containersPane)];
	const unreachable = async (): Promise<never> => {
		throw new Error('not here');
	};

	const nothing = (): void => undefined;
	return createApplication({
		panes,
		commands: allCommands(panes),
		settings: {theme: 'terminal', ascii: false},
		readOnly: false,
		firstPane: 'containers',
		findEndpoint: unreachable,
		connect: unreachable,
		listEndpoints: async () => [],
		chooseEndpoint: unreachable,
		startDemo: unreachable,
		copy: () => true,
		redraw: nothing,
		terminal: createHandOver(process.stdin, process.stdout),
		quit: nothing,
	} as Partial<Parameters<typeof createApplication>[0]> as Parameters<typeof createApplication>[0]);
};

/**
The engine, the screen and the person in front of it: what they see are the rows as drawn last and a cursor among them, which keys move and nothing else.
*/
const startSession = (start: readonly number[]) => {
	const application = openApplication();
	const {live} = application;
	const setItems = (change: (items: readonly Container[]) => readonly Container[]) => {
		live.setState({connection: {status: 'connected'}, containers: {items: change(live.getState().containers.items), loaded: true}});
	};

	let seen: readonly string[] = [];
	let cursor: string | undefined;
	const look = () => {
		const scene = application.scene();
		seen = scene.shown.rows.map(({id}) => id);
		cursor = scene.row?.id;
	};

	const draw = () => {
		application.drawing(live.getState(), size);
		application.drawn();
		const scene = application.scene();
		const isKept = cursor !== undefined && scene.shown.rows.some(({id}) => id === cursor);
		assert.ok(!isKept || scene.row?.id === cursor, 'a drawing moved the cursor to another object');
		look();
	};

	const press = (key: string) => {
		const before = seen.indexOf(cursor ?? '');
		const wanted = new Map([['j', before + 1], ['k', before - 1], ['g', 0], ['G', seen.length - 1], ['space', before + 1]]).get(key);
		dispatch(application, {key, count: 1});
		if (wanted !== undefined && before !== -1) {
			assert.equal(application.scene().row?.id, seen[Math.max(0, Math.min(seen.length - 1, wanted))], `${key} went elsewhere`);
		}

		look();
	};

	const check = () => {
		const {marks} = listOf(application.view.getState());
		const marked = seen.filter(id => marks.has(id));
		const underCursor = cursor === undefined ? [] : [cursor];
		assert.deepEqual(targetsOf(application.scene()).map(({id}) => id), marks.size > 0 ? marked : underCursor);
	};

	setItems(() => start.map(id => containerOf(name(id))));
	draw();
	return {application, setItems, draw, press, check};
};

type Session = ReturnType<typeof startSession>;
type Step = (session: Session) => void;

const key: fc.Arbitrary<Step> = fc.constantFrom('j', 'k', 'g', 'G', 'space', 'O', 'A', '*', 'pgdn').map(pressed => ({press}) => {
	press(pressed);
});
const drawing: fc.Arbitrary<Step> = fc.constant(({draw}) => {
	draw();
});
const arrival: fc.Arbitrary<Step> = fc.nat(30).map(id => ({setItems}) => {
	setItems(items => [...items.filter(item => item.id !== name(id)), containerOf(name(id))]);
});
const removal: fc.Arbitrary<Step> = fc.nat(30).map(id => ({setItems}) => {
	setItems(items => items.filter(item => item.id !== name(id)));
});
const change: fc.Arbitrary<Step> = fc.tuple(fc.nat(30), fc.constantFrom<ContainerState>('running', 'exited', 'paused')).map(([id, state]) => ({setItems}) => {
	setItems(items => items.map(item => item.id === name(id) ? {...item, state} : item));
});
const step = fc.oneof({weight: 5, arbitrary: key}, {weight: 3, arbitrary: drawing}, {weight: 1, arbitrary: arrival}, {weight: 1, arbitrary: removal}, {weight: 1, arbitrary: change});

test('an action always touches what the screen showed under the cursor, whatever the engine does meanwhile', () => {
	fc.assert(fc.property(fc.uniqueArray(fc.nat(30), {minLength: 1}), fc.array(step, {maxLength: 50, size: 'max'}), (start, steps) => {
		const session = startSession(start);
		for (const take of steps) {
			take(session);
			session.check();
		}

		session.application.close();
	}), {numRuns: runs(10_000)});
});
