import type {Handler} from './exchange.ts';

export type Route = {readonly method: string; readonly pattern: string; readonly handler: Handler};

type CompiledRoute = Route & {readonly expression: RegExp};

/** Declares a route. `{name}` holds one segment of the path, `{name:.*}` any number of them (image names have slashes). */
export const route = (method: string, pattern: string, handler: Handler): Route => ({method, pattern, handler});

const compile = (declared: Route): CompiledRoute => ({
	...declared,
	expression: new RegExp(`^${declared.pattern
		.replaceAll(/\{(?<name>\w+):\.\*\}/gv, '(?<$<name>>.+)')
		.replaceAll(/\{(?<name>\w+)\}/gv, String.raw`(?<$<name>>[^\/]+)`)}$`, 'v'),
});

export type Match = {readonly handler: Handler; readonly parameters: Readonly<Record<string, string>>};

/** Makes a look-up of routes: the first that fits wins. HEAD is answered by GET routes only where one is declared. */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => Match | undefined {
	const compiled = routes.map(declared => compile(declared));
	return (method, path) => {
		for (const {method: own, expression, handler} of compiled) {
			const found = own === method ? expression.exec(path) : null;
			if (found) {
				const parameters = Object.fromEntries(Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]));
				return {handler, parameters};
			}
		}

		return undefined;
	};
}
