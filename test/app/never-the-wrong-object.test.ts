import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {createApplication} from '../../source/app/application.ts';
import {allCommands} from '../../source/app/commands/index.ts';
import {dispatch} from '../../source/app/dispatch.ts';
import {targetsOf} from '../../source/app/scene.ts';
import type {ContainerState} from '../../source/model/container.ts';
import {anyPane} from '../../source/panes/pane.ts';
import {containersPane} from '../../source/panes/containers/pane.ts';
import {listOf} from '../../source/store/view.ts';
import {containerOf} from '../support/scripted-engine.ts';

const size = {columns: 100, rows: 20};

const openApplication = () => {
	const panes = [anyPane(containersPane)];
	return createApplication({
		panes,
		commands: allCommands(panes),
		settings: {theme: 'terminal', ascii: false},
		readOnly: false,
		firstPane: 'containers',
		async findEndpoint() {throw new Error('not here');
},
		async connect() {throw new Error('not here');
},
		listEndpoints: async () => [],
		async chooseEndpoint() {throw new Error('not here');
},
		async startDemo() {throw new Error('not here');
},
		copy: () => true,
		redraw: () => undefined,
		quit: () => undefined,
	});
};

type Step
	= | {readonly kind: 'key'; readonly key: string}
		| {readonly kind: 'draw'}
		| {readonly kind: 'add' | 'remove'; readonly id: number}
		| {readonly kind: 'change'; readonly id: number; readonly state: ContainerState};

const step: fc.Arbitrary<Step> = fc.oneof(
	{weight: 5, arbitrary: fc.record({kind: fc.constant('key' as const), key: fc.constantFrom('j', 'k', 'g', 'G', 'space', 'O', 'A', '*', 'pgdn')})},
	{weight: 3, arbitrary: fc.constant({kind: 'draw'} as const)},
	{weight: 2, arbitrary: fc.record({kind: fc.constantFrom('add' as const, 'remove' as const), id: fc.nat(30)})},
	{weight: 1, arbitrary: fc.record({kind: fc.constant('change' as const), id: fc.nat(30), state: fc.constantFrom<ContainerState>('running', 'exited', 'paused')})},
);

const name = (id: number): string => `c${String(id).padStart(2, '0')}`;

test('an action always touches what the screen showed under the cursor, whatever the engine does meanwhile', () => {
	fc.assert(fc.property(fc.uniqueArray(fc.nat(30), {minLength: 1}), fc.array(step, {maxLength: 40}), (start, steps) => {
		const application = openApplication();
		const {live} = application;
		const setItems = (items: Array<ReturnType<typeof containerOf>>) => {
			live.setState({connection: {status: 'connected'}, containers: {items, loaded: true}});
		};

		const draw = () => {
			application.drawing(live.getState(), size);
			application.drawn();
		};

		setItems(start.map(id => containerOf(name(id))));
		draw();
		// What a person sees: the rows as drawn, the cursor among them; moved by keys, and by nothing else.
		let seen = application.scene().shown.rows.map(({id}) => id);
		let cursor = application.scene().row?.id;
		for (const {kind, ...rest} of steps) {
			const {items} = live.getState().containers;
			switch (kind) {
				case 'draw': {
					draw();
					const scene = application.scene();
					const kept = cursor !== undefined && scene.shown.rows.some(({id}) => id === cursor);
					assert.ok(!kept || scene.row?.id === cursor, 'a drawing moved the cursor to another object');
					seen = scene.shown.rows.map(({id}) => id);
					cursor = scene.row?.id;

					break;
				}

				case 'key': {
					const {key} = rest as {key: string};
					const before = seen.indexOf(cursor ?? '');
					dispatch(application, {key, count: 1});
					const scene = application.scene();
					if (['j', 'k', 'g', 'G', 'space'].includes(key) && before !== -1) {
						const wanted = {j: before + 1, k: before - 1, g: 0, G: seen.length - 1, space: before + 1}[key]!;
						assert.equal(scene.row?.id, seen[Math.max(0, Math.min(seen.length - 1, wanted))], `${key} went elsewhere`);
					}

					seen = scene.shown.rows.map(({id}) => id);
					cursor = scene.row?.id;

					break;
				}

				case 'add': {
					const {id} = rest as {id: number};
					setItems([...items.filter(item => item.id !== name(id)), containerOf(name(id))]);

					break;
				}

				case 'remove': {
					const {id} = rest as {id: number};
					setItems(items.filter(item => item.id !== name(id)));

					break;
				}

				default: {
					const {id, state} = rest as {id: number; state: ContainerState};
					setItems(items.map(item => item.id === name(id) ? {...item, state} : item));
				}
			}

			const scene = application.scene();
			const {marks} = listOf(application.view.getState());
			const targets = targetsOf(scene).map(({id}) => id);
			assert.deepEqual(targets, marks.size > 0 ? seen.filter(id => marks.has(id)) : (cursor === undefined ? [] : [cursor]));
		}

		application.close();
	}), {numRuns: 2000, seed: 7});
});
