import {badRequest} from './refusal.ts';

/**
Reads `since` and `until` of events and logs: seconds with up to nine decimals. As a number it would lose its last digits.

@returns nanoseconds since the epoch.
@throws a 400 refusal for anything else, dates too, as the engine does.
*/
export function readInstant(text: string | null): bigint | undefined {
	if (text === null || text === '') {
		return undefined;
	}

	const parts = /^(?<seconds>\d+)(?:\.(?<fraction>\d{1,9}))?$/v.exec(text)?.groups;
	if (!parts) {
		throw badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`);
	}

	return (BigInt(parts['seconds'] ?? '0') * 1_000_000_000n) + BigInt((parts['fraction'] ?? '').padEnd(9, '0'));
}
