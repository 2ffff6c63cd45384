/** A command as words. */
export type Words = readonly string[];

/** What `$NAME` stands for. */
export type Variables = Readonly<Record<string, string>>;

/** Splits a command line into words: quotes hold words together, the rest splits at blanks; `$NAME` is replaced, but not within single quotes. */
export function splitWords(line: string, variables: Variables = {}): readonly string[] {
	const replace = (text: string) => text.replaceAll(/\$(?<name>\w+)/gv, (_whole, name: string) => variables[name] ?? '');
	const words = line.matchAll(/"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<plain>\S+)/gv);
	return [...words].map(({groups}) => groups?.['single'] ?? replace(groups?.['double'] ?? groups?.['plain'] ?? ''));
}

/** The program a command names, without its folder, and what is told to it. A program of busybox may be named after busybox. */
export function programOf(words: Words): {readonly name: string; readonly rest: Words} {
	const [first = '', ...others] = words;
	const name = first.replace(/^(?:\/usr|\/busybox)?(?:\/bin)?\//v, '');
	return name === 'busybox' && others.length > 0 ? programOf(others) : {name, rest: others};
}

/** What tells the tiny shell that a line is more than commands in a row. It leaves such lines out. */
export const compound = /^\s*(?:\{|\(|while|until|case|if)(?:\s|$)/v;

const loop = /^\s*for (?<name>\w+) in (?<values>[^;]*); do (?<body>.*); done;?(?<rest>[^;]*)$/v;

/** A line of a script, and what its variables stand for then. */
export type Part = {readonly line: string; readonly variables: Variables};

/** The commands of a script in their order: lines, and the bodies of loops once for each value. */
export function partsOf(script: string): readonly Part[] {
	return script.split('\n').flatMap(line => {
		const {name = '', values = '', body = '', rest = ''} = loop.exec(line)?.groups ?? {};
		return name === '' ? [{line, variables: {}}] : [...splitWords(values).map(value => ({line: body, variables: {[name]: value}})), {line: rest, variables: {}}];
	}).filter(({line}) => line.trim() !== '' && !compound.test(line));
}

type Step = {readonly command: string; readonly operator: string};

/** Splits a line at `;`, `&&` and `||`, outside of quotes; each command has the operator before it. */
export function stepsOf(line: string): readonly Step[] {
	const pieces = line.match(/(?:"[^"]*"|'[^']*'|[^"&';|]|&(?!&)|\|(?!\|))+|;|&&|\|\|/gu) ?? [];
	const isOperator = (piece = '') => [';', '&&', '||'].includes(piece);
	return pieces.flatMap((piece, position) => {
		const before = pieces[position - 1];
		return isOperator(piece) ? [] : [{command: piece, operator: isOperator(before) ? before ?? ';' : ';'}];
	});
}
