import {jsonLines} from '../../../components/json-lines.ts';
import type {Container, ContainerDetails} from '../../../model/container.ts';
import {maskSecrets} from '../../../model/secrets.ts';
import {detailTab} from '../../pane.ts';
import {inspection, keysOf} from './load-inspection.ts';

/** Everything the engine says about a container. */
export const inspectTab = detailTab<Container, ContainerDetails>({
	id: 'inspect',
	title: 'Inspect',
	...inspection,
	lines: (_row, {raw}, {unmasked, width}) => jsonLines(unmasked ? raw : masked(raw), {width}),
});

/** The document with its environment masked, as the tab Env has it: a secret must not come to light one tab further. */
function masked(raw: unknown): unknown {
	return changed(raw, 'Config', config => changed(config, 'Env', env => Array.isArray(env) ? env.map((entry: unknown) => typeof entry === 'string' ? maskSecrets(entry) : entry) : env));
}

function changed(value: unknown, key: string, change: (member: unknown) => unknown): unknown {
	return keysOf(value).includes(key) ? Object.fromEntries(Object.entries(value as Record<string, unknown>).map(([name, member]: [string, unknown]) => [name, name === key ? change(member) : member])) : value;
}
