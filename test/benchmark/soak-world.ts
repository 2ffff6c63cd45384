import {createRandom} from '../../source/demo/random.ts';
import {requestEngine} from '../support/engine-request.ts';
import {pause} from './program.ts';

/** Somebody else who works with the same engine. */
export type Bustle = {
	/** How many changes the engine has made so far. */
	readonly count: () => number;
	/** Resolves when nothing is under way any more; nothing is begun until `resume`. */
	readonly rest: () => Promise<void>;
	readonly resume: () => void;
	/** The engine was started anew: nothing that was made is there any more. */
	readonly forget: () => void;
};

type Own = {name: string; running: boolean};

/** Never more containers of its own than this. */
const most = 30;
/** One with a health check. */
const image = 'shop/api:1.4';

/** Changes a demo engine so many times a second: creates, starts, stops, renames and removes containers of its own, and lets their health checks pass and fail. */
export const createBustle = (socketPath: string, perSecond: number): Bustle => {
	const chance = createRandom(1);
	const underWay = new Set<Promise<void>>();
	let own: Own[] = [];
	let made = 0;
	let changes = 0;
	let timer: NodeJS.Timeout | undefined;

	const pick = (from: readonly Own[]): Own | undefined => from[Math.floor(chance() * from.length)];

	const ask = async (method: string, path: string, body?: unknown): Promise<boolean> => {
		try {
			const {status} = await requestEngine(socketPath, method, path, body);
			changes += status < 400 ? 1 : 0;
			return status < 400;
		} catch {
			// The engine is down: that is part of the plan.
			return false;
		}
	};

	const create = async () => {
		made++;
		const name = `soak-${made}`;
		if (await ask('POST', `/containers/create?name=${name}`, {Image: image})) {
			own.push({name, running: false});
		}
	};

	const start = async (container: Own) => {
		container.running = await ask('POST', `/containers/${container.name}/start`);
	};

	const stop = async (container: Own) => {
		container.running = false;
		await ask('POST', `/containers/${container.name}/stop?t=0`);
	};

	const rename = async (container: Own) => {
		const {name} = container;
		made++;
		container.name = `soak-${made}`;
		await ask('POST', `/containers/${name}/rename?name=${container.name}`);
	};

	const remove = async (container: Own) => {
		own = own.filter(other => other !== container);
		await ask('DELETE', `/containers/${container.name}?force=1&v=1`);
	};

	const check = async ({name}: Own) => {
		await ask('POST', `/demo/health?id=${name}`, {passes: chance() < 0.5});
	};

	/** Creates when there are few, removes when there are many, else anything. */
	const change = async () => {
		const running = pick(own.filter(container => container.running));
		const resting = pick(own.filter(container => !container.running));
		const any = pick(own);
		const luck = chance() * most;
		if (!any || luck > own.length + 8) {
			return create();
		}

		if (own.length >= most || luck < 5) {
			return remove(any);
		}

		if (luck < 8) {
			return rename(any);
		}

		return resting && (!running || luck % 1 < 0.5) ? start(resting) : (running && luck % 1 < 0.75 ? stop(running) : check(running ?? any));
	};

	const begin = () => {
		const turn = change();
		underWay.add(turn);
		void (async () => {
			await turn;
			underWay.delete(turn);
		})();
	};

	const resume = () => {
		timer ??= setInterval(begin, 1000 / perSecond);
	};

	resume();
	return {
		count: () => changes,
		async rest() {
			clearInterval(timer);
			timer = undefined;
			while (underWay.size > 0) {
				await pause(50);
			}
		},
		resume,
		forget() {
			own = [];
		},
	};
};
