import type {Container} from '../model/container.ts';
import type {Endpoint} from '../model/endpoint.ts';
import {readContainer} from './read/container.ts';
import {expectList, readRows} from './read/expect.ts';
import {createTransport} from './transport.ts';

/**
The containers of an engine by one bare request, before dockerode is loaded and a version is agreed on: for a first look only, since
nothing tells what changes afterwards. Rejects in whatever way the request fails; the connection is closed in any case.
*/
export async function firstList({address, headers, pinnedVersion}: Endpoint, signal: AbortSignal): Promise<readonly Container[]> {
	const transport = createTransport(address, headers);
	const version = pinnedVersion === undefined ? '' : `/v${pinnedVersion.replace(/^v/v, '')}`;
	try {
		return readRows(expectList(await transport.send({method: 'GET', path: `${version}/containers/json?all=1`, signal})), readContainer);
	} finally {
		transport.close();
	}
}
