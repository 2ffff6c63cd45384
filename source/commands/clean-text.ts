import type {Plan} from '../model/clean-up-plan.ts';
import {bytesInWords, countInWords, totalInWords, whyInWords} from '../model/clean-up-words.ts';
import type {Candidate, Total} from '../model/clean-up.ts';
import {decimalSize} from '../model/size.ts';
import {age} from '../model/time.ts';
import {isOut, notRemoved, type CleanUpRun} from '../store/clean-up-run.ts';
import {listText, type TextColumn} from './list-text.ts';

const sizeText = (bytes: number): string => bytes < 0 ? '?' : decimalSize(bytes);

function columnsAt(now: number): ReadonlyArray<TextColumn<Candidate>> {
	const column = (title: string, text: (row: Candidate) => string, align: 'left' | 'right' = 'left'): TextColumn<Candidate> => ({id: title, title, least: 0, priority: 0, align, text});
	return [
		column('KIND', ({kind}) => kind),
		column('NAME', ({name}) => name),
		column('WHY', candidate => whyInWords(candidate, now)),
		column('SIZE', ({size}) => sizeText(size), 'right'),
		column('FREES', ({frees, isAbout}) => `${isAbout && frees > 0 ? '~' : ''}${sizeText(frees)}`, 'right'),
		column('AGE', ({since}) => since > 0 ? age(now - since) : '?', 'right'),
	];
}

/** What goes, largest first, what is lost for good with it, and the total. */
export function cleanText({going}: Plan, total: Total): string {
	if (going.length === 0) {
		return 'There is nothing to remove.\n';
	}

	const losses = going.flatMap(({loss}) => loss ?? []);
	return [
		...listText(columnsAt(Date.now()), going.toSorted((first, second) => second.size - first.size)),
		'',
		...losses.length > 0 ? ['Lost for good:', ...losses.map(loss => `  ${loss}`), ''] : [],
		totalInWords(total),
		'',
	].join('\n');
}

/** What came of it: what was left and why, and the bytes that were expected and those that the engine really has less. */
export function resultText(run: CleanUpRun): string {
	const left = notRemoved(run);
	const removed = run.steps.filter(step => isOut(step)).length;
	return [
		'',
		`removed ${countInWords(removed)}${left.length > 0 ? `, ${left.length} left` : ''}`,
		...left.map(({candidate, status, message}) => `  ${candidate.kind} ${candidate.name}: ${status === 'failed' ? 'failed' : 'left alone'}${message === undefined ? '' : `: ${message}`}`),
		`expected ${bytesInWords(run.freed)}, freed ${run.measured === undefined ? `is not known: ${run.measureProblem ?? ''}` : decimalSize(run.measured)}`,
		'',
	].join('\n');
}
