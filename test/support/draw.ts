import assert from 'node:assert/strict';
import {allPanes} from '../../source/app/registry.ts';
import type {Engine} from '../../source/engine/engine.ts';
import type {Item} from '../../source/model/item.ts';
import type {AnyPane, TabContext} from '../../source/panes/pane.ts';
import type {Live} from '../../source/store/live.ts';

/** Everything that a terminal would obey, that breaks a line of the screen, or that hides or reorders text. */
const harmful = /[\p{Control}\p{Line_Separator}\p{Paragraph_Separator}\p{Surrogate}\p{Bidi_Control}\u{200B}\u{2060}\u{FEFF}]/v;

/** Asserts that a text can be put on one line of a screen as it is. */
export function assertHarmless(text: unknown, where: string): void {
	assert.equal(typeof text, 'string', `${where}: ${String(text)}`);
	assert.doesNotMatch(text as string, harmful, where);
}

async function drawTab(pane: AnyPane, row: Item, live: Live, engine: Engine, now: number): Promise<void> {
	const {signal} = new AbortController();
	for (const tab of pane.tabs.filter(({applies}) => applies?.(row) ?? true)) {
		const where = `${pane.id} ${tab.id}`;
		if (tab.unavailable?.(row) !== undefined) {
			continue;
		}

		let data: unknown;
		try {
			data = await tab.load?.(row, engine, signal, live);
		} catch (error) {
			// An answer that cannot be read at all: that is what the tab then says.
			assertHarmless((error as Error).message, where);
			continue;
		}

		for (const unmasked of [false, true]) {
			const context: TabContext = {
				live, now, ascii: unmasked, unmasked, width: 60, height: 20,
			};
			for (const line of tab.lines(row, data, context)) {
				for (const {text} of line) {
					assertHarmless(text, where);
				}
			}

			for (const record of tab.table?.(row, data, context) ?? []) {
				for (const text of Object.values(record)) {
					assertHarmless(text, where);
				}
			}
		}
	}
}

/** Makes all that the screen can show of a picture: every row of every pane, its cells, its copies, its details. Asserts that all of it is harmless. */
export async function drawEverything(live: Live, engine: Engine, now: number): Promise<void> {
	for (const pane of allPanes) {
		const rows = pane.rows(live);
		for (const column of pane.columns) {
			for (const row of rows.toSorted((first, second) => column.compare?.(first, second) ?? 0)) {
				assertHarmless(column.cell(row, {now, ascii: false, samples: live.statistics.samples}).text, `${pane.id} ${column.id}`);
				column.changesIn?.(row, now);
			}
		}

		for (const row of rows) {
			assertHarmless(pane.filterable(row).text.replaceAll('\n', ' '), `${pane.id} filterable`);
			pane.hides?.test(row);
			for (const {title} of [...pane.related(row, live), ...pane.copies(row, live)]) {
				assertHarmless(title, `${pane.id} link`);
			}

			await drawTab(pane, row, live, engine, now);
		}
	}
}
