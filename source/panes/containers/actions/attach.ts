import {containerAction, notOpenReason} from './container-action.ts';

/** `docker attach`: keyboard and screen of the container's own program. */
export const attachAction = containerAction({
	id: 'container.attach',
	title: 'attach',
	progress: 'attached to',
	past: 'left',
	keys: ['a'],
	confirm: 'yes-no',
	bulk: false,
	disabledReason: notOpenReason,
	warnings: () => [
		'This joins the program that the container lives by: ctrl+c goes to it and',
		'may end it, and the container with it; so may exit and ctrl+d.',
		'ctrl+p ctrl+q comes back and leaves it running.',
		'To look around, E opens a shell of your own beside it.',
	],
	words: ({name}) => ['attach', name],
	async act({id, name}, {engine, desk}) {
		const departure = await desk.visit({
			opening: `shipshape: attaching to ${name}`,
			async open({columns, rows}) {
				const session = await engine.containers.attach(id, {name});
				// A program draws itself again when its size changes, as `docker attach` has it.
				await session.resize({columns, rows: rows + 1});
				const leaving = session.endsInput ? 'ctrl+p ctrl+q leaves, and ends its input' : 'ctrl+p ctrl+q leaves it running';
				return {session, greeting: `shipshape: attached to ${name}, ${leaving}${session.takesInput ? '' : ', it takes no input'}`};
			},
		});
		if (departure.how !== 'ended') {
			return departure.how === 'left' ? 'by ctrl+p ctrl+q' : 'before it was there';
		}

		const code = await departure.session.exitCode();
		return code === undefined ? undefined : `its program ended with ${code}`;
	},
});
