import type {ShellSetting} from '../shell-tools.ts';
import type {Container} from './types.ts';
import type {World} from './world.ts';

const isDebian = (world: World, container: Container) => (world.images.get(container.imageId)?.layers[0]?.createdBy ?? '').includes('debian');

/** What the tiny shell can see inside a container. */
export function shellWorldOf(world: World, container: Container): ShellSetting {
	const {settings, networks, name} = container;
	const address = Object.values(networks)[0]?.ipv4 ?? '127.0.0.1';
	const debian = isDebian(world, container);
	return {
		user: settings.user === '' ? 'root' : settings.user,
		hostname: settings.hostname,
		workingDirectory: settings.workingDirectory === '' ? '/' : settings.workingDirectory,
		environment: settings.environment,
		shells: debian ? ['sh', 'bash', 'dash'] : ['sh', 'ash'],
		files: {
			'/etc/hostname': `${settings.hostname}\n`,
			'/etc/hosts': `127.0.0.1\tlocalhost\n${address}\t${settings.hostname}\n`,
			'/etc/os-release': debian ? 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n' : 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.20.3\n',
			'/etc/motd': `Welcome to ${name}.\n`,
			...Object.fromEntries(container.mounts.map(mount => [`${mount.destination}/.mounted`, `${mount.source}\n`])),
		},
		hangUp(mark) {
			for (const exec of world.execs.values()) {
				if (exec.containerId === container.id && exec.environment.some(entry => entry.includes(mark))) {
					world.endings.get(exec.id)?.(129);
				}
			}
		},
		sleep: async milliseconds => new Promise(resolve => {
			world.later(milliseconds, resolve);
		}),
	};
}
