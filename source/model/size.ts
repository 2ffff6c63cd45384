const decimalUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];
const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'];

/**
Bytes in decimal units as docker prints them, with a space: `4.21 GB`.
`docker system df` shows 4 significant digits; `images`, `history` and `ps --size` show 3.
A size that is not a number is `?`.
Source: CustomSize in docker/go-units, size.go.
*/
export function decimalSize(bytes: number, digits = 4): string {
	return humanSize(bytes, 1000, decimalUnits, digits);
}

/** Bytes in binary units as `docker stats` prints memory, with a space: `212.4 MiB`. */
export function binarySize(bytes: number, digits = 4): string {
	return humanSize(bytes, 1024, binaryUnits, digits);
}

/**
Bytes of a size as a person writes it: `512`, `10m`, `1.5 GB`, `2GiB`. Undefined when it is none.
`GiB` is always binary; `g` and `GB` are decimal unless `binary` is set, as for `docker run --memory`.
*/
export function parseSize(text: string, {binary = false} = {}): number | undefined {
	const parts = /^(?<digits>\d{1,20}(?:\.\d{1,20})?)\s*(?:(?<letter>[egkmptyz])(?<mark>i)?)?b?$/i.exec(text.trim())?.groups;
	if (!parts) {
		return undefined;
	}

	const power = parts.letter === undefined ? 0 : 'kmgtpezy'.indexOf(parts.letter.toLowerCase()) + 1;
	const base = binary || parts.mark !== undefined ? 1024 : 1000;
	return Math.trunc(Number(parts.digits) * (base ** power));
}

function humanSize(bytes: number, base: number, units: readonly string[], digits: number): string {
	if (!Number.isFinite(bytes)) {
		return '?';
	}

	let size = Math.abs(bytes);
	let unit = 0;
	// Dividing step by step gives bit for bit the quotient that go-units prints.
	while (size >= base && unit < units.length - 1) {
		size /= base;
		unit += 1;
	}

	return `${bytes < 0 ? '-' : ''}${significant(size, digits)} ${units[unit]}`;
}

/** Go's `%.4g`, which rounds an exact half to even where JavaScript rounds up; never with an exponent. */
function significant(value: number, digits: number): string {
	const whole = value < 1 ? 1 : Math.floor(Math.log10(value)) + 1;
	const decimals = Math.max(0, digits - whole);
	const scaled = value * (10 ** decimals);
	// Only a binary fraction can lie exactly halfway: 100.25 does, 7.395 merely looks so after scaling.
	const isHalf = scaled % 1 === 0.5 && Number.isSafeInteger(value * (2 ** (decimals + 1)));
	return String(isHalf ? 2 * Math.round(scaled / 2) / (10 ** decimals) : Number(value.toPrecision(digits)));
}
