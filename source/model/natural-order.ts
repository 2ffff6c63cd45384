/** Printable ASCII in the order of Unicode's collation, where capitals stand for their small letters. */
const alphabet = ' _-,;:!?.\'"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz';
const ranks = new Uint8Array(128);
for (const [index, character] of [...alphabet].entries()) {
	ranks[character.codePointAt(0)!] = index + 1;
	ranks[character.toUpperCase().codePointAt(0)!] = index + 1;
}

const zero = 48;
const nine = 57;

function isDigit(code: number): boolean {
	return code >= zero && code <= nine;
}

/** The index behind the zeros, and that behind all digits, from `start` on. */
function numberAt(text: string, start: number): {readonly first: number; readonly end: number} {
	let first = start;
	while (text.codePointAt(first) === zero) {
		first++;
	}

	let end = first;
	while (end < text.length && isDigit(text.codePointAt(end)!)) {
		end++;
	}

	return {first, end};
}

/** The order of two texts all of whose characters have a rank; undefined when one has not. */
function compareRanked(first: string, second: string): number | undefined {
	let at = 0;
	let beside = 0;
	while (at < first.length && beside < second.length) {
		const code = first.codePointAt(at)!;
		const other = second.codePointAt(beside)!;
		if (isDigit(code) && isDigit(other)) {
			const number = numberAt(first, at);
			const otherNumber = numberAt(second, beside);
			const digits = first.slice(number.first, number.end);
			const otherDigits = second.slice(otherNumber.first, otherNumber.end);
			if (digits !== otherDigits) {
				return digits.length - otherDigits.length || (digits < otherDigits ? -1 : 1);
			}

			at = number.end;
			beside = otherNumber.end;
		} else {
			const rank = ranks[code] ?? 0;
			const otherRank = ranks[other] ?? 0;
			if (rank === 0 || otherRank === 0) {
				return undefined;
			}

			if (rank !== otherRank) {
				return rank - otherRank;
			}

			at++;
			beside++;
		}
	}

	return (first.length - at) - (second.length - beside);
}

let collator: Intl.Collator | undefined;
/** A collator reads at most this many digits as one number. */
const longest = 250;
const printable = /^[\u{20}-\u{7E}]*$/v;

/**
Names in the order people expect, whatever their case: `web-2` before `web-10`. As `Intl.Collator` orders them in English; its tables take
more than 10 ms to load, and only names that are not ASCII need them.
*/
export function compareNatural(first: string, second: string): number {
	if (first.length < longest && second.length < longest && printable.test(first) && printable.test(second)) {
		const order = compareRanked(first, second);
		if (order !== undefined) {
			return order;
		}
	}

	collator ??= new Intl.Collator('en', {numeric: true, sensitivity: 'base'});
	return collator.compare(first, second);
}
