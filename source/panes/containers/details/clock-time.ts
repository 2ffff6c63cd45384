/** The time of day here, with the date unless it is today's. Both in epoch milliseconds. */
export function clockTime(time: number, now: number): string {
	const two = (value: number) => String(value).padStart(2, '0');
	const date = new Date(time);
	const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(value => two(value)).join(':');
	return date.toDateString() === new Date(now).toDateString() ? clock : `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${clock}`;
}
