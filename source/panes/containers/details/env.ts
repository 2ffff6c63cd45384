import {hangText} from '../../../components/wrap-text.ts';
import {widthOf} from '../../../components/fit.ts';
import type {Container, ContainerDetails} from '../../../model/container.ts';
import {isSecret, maskSecrets} from '../../../model/secrets.ts';
import {
	detailTab,
	line,
	type Line,
	type TabContext,
} from '../../pane.ts';
import {inspection} from './load-inspection.ts';

/** The environment its processes start with, by name; what looks secret is masked until asked for. */
export const envTab = detailTab<Container, ContainerDetails>({
	id: 'env',
	title: 'Env',
	...inspection,
	lines: (_row, {env}, context) => env.length === 0 ? [line('No environment variables are set.', 'dim')] : [...secretsLine(env, context), ...entries(env, context)],
});

function secretsLine(env: readonly string[], {unmasked}: TabContext): readonly Line[] {
	const count = env.filter(entry => isSecret(entry)).length;
	if (count === 0) {
		return [];
	}

	const values = count === 1 ? '1 value' : `${count} values`;
	return [line(unmasked ? `${values} in clear, ctrl+v masks them` : `${values} masked, ctrl+v shows them`, 'dim'), line('')];
}

function entries(env: readonly string[], {unmasked, width}: TabContext): readonly Line[] {
	// The names alone are ordered, so that the last of two equal ones, which wins, stays last.
	return env.toSorted((first, second) => compare(nameOf(first), nameOf(second))).flatMap(entry => {
		const name = nameOf(entry);
		const shown = unmasked ? entry : maskSecrets(entry);
		const [first = '', ...rest] = hangText(shown.slice(name.length + 1), {head: widthOf(name) + 1, indent: 4, width});
		const tone = isSecret(entry) ? (unmasked ? 'warn' : 'dim') : 'plain';
		return [[{text: name, tone: 'key'}, {text: '=', tone: 'dim'}, {text: first, tone}], ...rest.map(text => line(text, tone))] satisfies Line[];
	});
}

function nameOf(entry: string): string {
	const equals = entry.indexOf('=');
	return equals === -1 ? entry : entry.slice(0, equals);
}

function compare(first: string, second: string): number {
	return first === second ? 0 : (first < second ? -1 : 1);
}
