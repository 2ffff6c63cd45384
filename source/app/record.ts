import type {LogFile} from '../model/log-file.ts';
import type {Job, Jobs, StepStatus} from '../store/jobs.ts';
import type {Connection, Live} from '../store/live.ts';
import type {Application} from './application.ts';

const seconds = (milliseconds: number): string => `${Math.max(0, Math.round(milliseconds / 100) / 10)} s`;

/** What is new in the connection's state, on one line each. */
function recordConnection(log: LogFile, {connection, info}: Live, before: Connection): void {
	switch (connection.status) {
		case 'connecting': {
			log.write('info', 'connecting');
			break;
		}

		case 'connected': {
			log.write('info', `connected, ${info ? `${info.product} ${info.version}, API ${info.apiVersion}` : 'to an engine without a name'}`);
			break;
		}

		case 'lost': {
			if (before.status !== 'lost') {
				log.write('warn', `connection lost: ${connection.error.message}`);
			} else if (before.error !== connection.error) {
				log.write('warn', `not reached again: ${connection.error.message}`);
			}

			if (connection.nextTry !== undefined && (before.status !== 'lost' || before.nextTry !== connection.nextTry)) {
				log.write('info', `next try in ${seconds(connection.nextTry - Date.now())}`);
			}

			break;
		}

		case 'failed': {
			if (before.status !== 'failed' || before.error !== connection.error) {
				log.write('error', `not connected: ${connection.error.message}`);
			} else if (connection.retrying && !before.retrying) {
				log.write('info', 'trying again');
			}

			break;
		}
	}
}

const lists = ['containers', 'images', 'networks', 'volumes', 'disk', 'bindings'] as const;

function recordLive(log: LogFile, live: Live, before: Live): void {
	if (live.endpoint && live.endpoint !== before.endpoint) {
		const {url, context, chosenBy} = live.endpoint;
		log.write('info', `engine ${url}, context ${context}, chosen by ${chosenBy}`);
	}

	if (live.connection !== before.connection) {
		recordConnection(log, live, before.connection);
	}

	if (live.replaced && live.replaced !== before.replaced) {
		log.write('warn', `another engine answers: ${live.replaced.to}; it was ${live.replaced.from}`);
	}

	for (const list of lists) {
		const {error} = live[list];
		if (error && error !== before[list].error) {
			log.write('error', `${list}: ${error.message}`);
		}
	}
}

const endings: Partial<Record<StepStatus, string>> = {done: 'done', failed: 'failed', left: 'left alone'};
const mostNames = 20;

/** A job by what it is called and the names of its objects. What was typed for it (a command, a label) is not told: it may hold secrets. */
function recordJob(log: LogFile, job: Job, before: Job | undefined): void {
	const title = `job ${job.id}, ${job.title}`;
	if (!before) {
		const names = job.steps.map(({name}) => name);
		log.write('info', `${title}: asked for ${names.slice(0, mostNames).join(', ')}${names.length > mostNames ? ` and ${names.length - mostNames} more` : ''}`);
	}

	for (const [index, {name, status, message, started, ended}] of job.steps.entries()) {
		const ending = endings[status];
		if (ending !== undefined && before?.steps[index]?.status !== status) {
			log.write(status === 'failed' ? 'error' : 'info', `${title}: ${name} ${ending}${message ? `: ${message}` : ''}${started !== undefined && ended !== undefined ? ` after ${seconds(ended - started)}` : ''}`);
		}
	}
}

function recordJobs(log: LogFile, {list}: Jobs, before: Jobs): void {
	const known = new Map(before.list.map(job => [job.id, job]));
	for (const job of list) {
		if (known.get(job.id) !== job) {
			recordJob(log, job, known.get(job.id));
		}
	}
}

/** Writes down what happens from now on: to the connection, to jobs, and every error that the screen tells. */
export function record({live, jobs, view, details, services}: Application, log: LogFile): void {
	live.subscribe((state, before) => {
		recordLive(log, state, before);
	});
	jobs.subscribe((state, before) => {
		recordJobs(log, state, before);
	});
	details.store.subscribe(({key, error}, before) => {
		if (error && error !== before.error) {
			log.write('error', `detail ${key}: ${error.message}`);
		}
	});
	services.logs.store.subscribe(({sources}, before) => {
		for (const {container, error} of sources === before.sources ? [] : sources) {
			if (error && before.sources.every(source => source.error !== error)) {
				log.write('error', `log of ${container.name}: ${error.message}`);
			}
		}
	});
	view.subscribe(({toast}, before) => {
		if (toast?.tone === 'bad' && toast !== before.toast) {
			log.write('warn', `told: ${toast.text}`);
		}
	});
}
