import type {Protocol} from '../../model/port.ts';
import type {Service, ServicePort} from '../../model/service.ts';
import {fields, filled, items, labels, number, text} from './values.ts';

const protocols: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp']);

/** One entry of the list of services; undefined when it has no id. */
export function readService(value: unknown): Service | undefined {
	const own = fields(value);
	const id = text(own.ID);
	if (id === '') {
		return undefined;
	}

	const specification = fields(own.Spec);
	const container = fields(fields(specification.TaskTemplate).ContainerSpec);
	const project = labels(specification.Labels)['com.docker.stack.namespace'];
	return {
		id,
		name: filled(text(specification.Name)) ?? id.slice(0, 12),
		// With the digest that the manager pinned it to, which nobody wrote.
		image: text(container.Image).replace(/@sha256:[\da-f]+$/, ''),
		...project !== undefined && {project},
		ports: items(fields(own.Endpoint).Ports).flatMap(port => readServicePort(port)),
	};
}

function readServicePort(value: unknown): readonly ServicePort[] {
	const own = fields(value);
	const [hostPort, containerPort, protocol] = [number(own.PublishedPort), number(own.TargetPort), filled(text(own.Protocol)) ?? 'tcp'];
	// In mode "host" each task publishes on its own node, and its container lists the port.
	return text(own.PublishMode) === 'host' || hostPort <= 0 || containerPort <= 0 || !protocols.has(protocol) ? [] : [{hostPort, containerPort, protocol: protocol as Protocol}];
}
