const atOnce = 4;

/** Does something with each, a few at a time, in their order. Rejects with the first failure, once nothing new is begun. */
export async function fewAtOnce<Thing>(things: readonly Thing[], work: (thing: Thing) => Promise<void>, most = atOnce): Promise<void> {
	const waiting = things[Symbol.iterator]();
	let hasFailed = false;
	const next = async (): Promise<void> => {
		for (const thing of waiting) {
			if (hasFailed) {
				return;
			}

			try {
				await work(thing);
			} catch (error) {
				hasFailed = true;
				throw error;
			}
		}
	};

	await Promise.all(Array.from({length: Math.min(most, things.length)}, next));
}
