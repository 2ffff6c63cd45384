import type {EngineInfo} from '../model/engine-info.ts';
import {timeLimit, type Client, type Subject} from './client.ts';
import type {StatisticsRequests} from './engine.ts';
import {lineSplitter} from './lines.ts';
import {readReading} from './read/statistics.ts';
import {pathPart} from './reference.ts';
import {compareVersions} from './version.ts';

/** The first version whose engines were measured to answer a single question at once (28.5: 8 ms); 20.10 takes a second for it. */
const promptSince = '1.48';

function parse(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		// One broken line is no reason to lose the stream.
		return undefined;
	}
}

/**
What containers use. A stream costs an engine as much as asking once a second, about 0.1 % of a processor for each container; what
it is asked must be ended by its caller, for the stream of a container that stopped goes on with zeros.
*/
export function createStats(client: Client, info: EngineInfo): StatisticsRequests {
	const subjectOf = (id: string, name?: string): Subject => ({operation: 'measure', object: `container ${name ?? id.slice(0, 12)}`});

	return {
		isPrompt: info.product === 'Podman' || compareVersions(info.apiVersion, promptSince) >= 0,
		read: async (id, {name, signal, timeout = timeLimit.short} = {}) => client.call(subjectOf(id, name), {signal, timeout}, async docker => {
			// What could be a share of the second before is worked out on this side: `one-shot` spares the engine that second.
			const answer: unknown = await docker.getContainer(pathPart(id)).stats({stream: false, 'one-shot': true});
			return readReading(answer, info);
		}),
		async follow(id, onReading, signal, name) {
			const subject = subjectOf(id, name);
			const stream = await client.stream(subject, {signal}, async docker => docker.getContainer(pathPart(id)).stats({stream: true}));
			const take = lineSplitter(line => {
				onReading(readReading(parse(line), info));
			});
			try {
				for await (const chunk of stream) {
					take(chunk as Uint8Array);
				}
			} catch (error) {
				throw client.failure(error, subject);
			} finally {
				stream.destroy();
			}
		},
	};
}
