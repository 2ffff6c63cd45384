import {digestOf} from '../random.ts';
import type {Network} from './types.ts';

const hour = 3_600_000;

const compose = (project: string, network: string) => ({
	'com.docker.compose.network': network,
	'com.docker.compose.project': project,
	'com.docker.compose.version': '2.29.7',
});

const network = (name: string, created: number, block: number | undefined, rest: Partial<Network> = {}): Network => ({
	id: digestOf(`network ${name}`),
	name,
	created,
	driver: 'bridge',
	scope: 'local',
	subnets: block === undefined ? [] : [{subnet: `172.${block}.0.0/16`, gateway: `172.${block}.0.1`}],
	internal: false,
	attachable: false,
	ipv6: false,
	options: {},
	labels: {},
	...rest,
});

/** The three networks an engine always has, and the demo's own. `now` in milliseconds since the epoch. */
export function seedNetworks(now: number): readonly Network[] {
	return [
		network('bridge', now - (72 * hour), 17, {
			options: {
				'com.docker.network.bridge.default_bridge': 'true',
				'com.docker.network.bridge.enable_icc': 'true',
				'com.docker.network.bridge.enable_ip_masquerade': 'true',
				'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0',
				'com.docker.network.bridge.name': 'docker0',
				'com.docker.network.driver.mtu': '1500',
			},
		}),
		network('host', now - (2160 * hour), undefined, {driver: 'host'}),
		network('none', now - (2160 * hour), undefined, {driver: 'null'}),
		network('shop_default', now - (70 * hour), 18, {labels: compose('shop', 'default')}),
		network('shop_backend', now - (70 * hour), 19, {internal: true, labels: compose('shop', 'backend')}),
		network('monitoring_default', now - (69 * hour), 20, {
			ipv6: true,
			subnets: [{subnet: '172.20.0.0/16', gateway: '172.20.0.1'}, {subnet: 'fd00:20::/64', gateway: 'fd00:20::1'}],
			labels: compose('monitoring', 'default'),
		}),
		network('blog_default', now - (400 * hour), 21, {labels: compose('blog', 'default')}),
		network('lab_net', now - (900 * hour), 22, {attachable: true, labels: {purpose: 'experiments'}}),
		network('old-vpn', now - (2000 * hour), 23, {options: {'com.docker.network.bridge.name': 'br-vpn'}}),
	];
}

/** The networks that can be neither made nor removed. */
export const predefinedNetworks: readonly string[] = ['bridge', 'host', 'none'];
