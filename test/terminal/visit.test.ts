import {Buffer} from 'node:buffer';
import assert from 'node:assert/strict';
import test from 'node:test';
import {setImmediate as turn} from 'node:timers/promises';
import type {Session, SessionPiece} from '../../source/model/session.ts';
import {createStay, type Visit} from '../../source/terminal/visit.ts';

type Script = {
	readonly terminal?: boolean;
	readonly takesInput?: boolean;
	readonly outlives?: boolean;
	/** Resolves to whether it is over. */
	readonly hangUp?: () => Promise<boolean>;
};

/** A session that is played by the test. */
const played = ({terminal = true, takesInput = true, outlives = false, hangUp}: Script = {}) => {
	const asked: string[] = [];
	const queue: SessionPiece[] = [];
	let more = Promise.withResolvers<void>();
	const state = {isOver: false};
	const wake = () => {
		more.resolve();
		more = Promise.withResolvers();
	};

	const end = () => {
		state.isOver = true;
		wake();
	};

	const output = async function * (): AsyncGenerator<SessionPiece> {
		while (!state.isOver || queue.length > 0) {
			yield * queue.splice(0);
			if (!state.isOver) {
				await more.promise;
			}
		}
	};

	const session: Session = {
		terminal,
		takesInput,
		outlives,
		endsInput: !outlives,
		output: output(),
		write(bytes) {
			asked.push(`write ${JSON.stringify(Buffer.from(bytes).toString('latin1'))}`);
		},
		endInput() {
			asked.push('end');
		},
		async resize({columns, rows}) {
			asked.push(`resize ${columns}x${rows}`);
		},
		async signal(name) {
			asked.push(`signal ${name}`);
		},
		exitCode: async () => 0,
		async hangUp() {
			asked.push('hang up');
			const isEnded = await (hangUp?.() ?? Promise.resolve(true));
			end();
			return isEnded;
		},
		close() {
			asked.push('close');
		},
	};
	return {
		session,
		asked,
		end,
		say(text: string, stream: SessionPiece['stream'] = 'stdout') {
			queue.push({stream, bytes: Buffer.from(text, 'latin1')});
			wake();
		},
	};
};

const begin = (visit: Visit) => {
	let shown = '';
	const stay = createStay(visit, {
		size: () => ({columns: 80, rows: 24}),
		write(bytes) {
			shown += typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('latin1');
		},
	});
	return {stay, shown: () => shown, departed: stay.run()};
};

const visitOf = (session: Session): Visit => ({opening: 'opening', open: async () => ({session, greeting: 'there'})});

const settle = async (): Promise<void> => {
	for (let count = 0; count < 5; count++) {
		await turn();
	}
};

test('the size is told first, then what was typed ahead, then each key; bytes are as they were', async () => {
	const {session, asked, say, end} = played();
	const {stay, shown, departed} = begin(visitOf(session));
	stay.type('ls');
	await settle();
	stay.type('\r\u00FF\u0000');
	say('\u001B[31mred\u0080');
	await settle();
	end();
	assert.equal((await departed).how, 'ended');
	assert.deepEqual(asked, ['resize 80x24', 'write "ls"', String.raw`write "\r` + 'ÿ' + String.raw`\u0000"`]);
	assert.match(shown(), /opening[\s\S]*there[\s\S]*\[31mred\u{80}$/v);
});

test('ctrl+p ctrl+q leaves: what comes meanwhile is not shown, what is typed goes nowhere', async () => {
	const {session, asked, say} = played({
		async hangUp() {
			say('exec attach failed');
			return false;
		},
	});
	const {stay, shown, departed} = begin(visitOf(session));
	await settle();
	stay.type('\u0010');
	stay.type('\u0011');
	stay.type('q');
	const departure = await departed;
	assert.equal(departure.how === 'left' && departure.isOver, false);
	assert.equal(departure.how, 'left');
	assert.doesNotMatch(shown(), /exec attach/v);
	assert.deepEqual(asked, ['resize 80x24', String.raw`write "\u0010"`, 'hang up']);
});

test('what lives on does not get the ctrl+p that left it, but one that was just a key', async () => {
	const {session, asked} = played({outlives: true});
	const {stay, departed} = begin(visitOf(session));
	await settle();
	stay.type('a\u0010');
	stay.type('b\u0010');
	stay.type('\u0011');
	assert.equal((await departed).how, 'left');
	assert.deepEqual(asked, ['resize 80x24', 'write "a"', String.raw`write "\u0010b"`, 'hang up']);
});

test('ctrl+c while it opens: nobody waits, and what opens late is told to end', async () => {
	const {session, asked} = played();
	const opening = Promise.withResolvers<{readonly session: Session; readonly greeting: string}>();
	let given: AbortSignal | undefined;
	const {stay, departed} = begin({
		opening: 'opening',
		async open(_size, signal) {
			given = signal;
			return opening.promise;
		},
	});
	await settle();
	stay.type('l\u0003');
	assert.equal((await departed).how, 'cancelled');
	assert.equal(given?.aborted, true);
	opening.resolve({session, greeting: 'late'});
	await settle();
	assert.deepEqual(asked, ['hang up']);
});

test('what cannot be opened rejects', async () => {
	const {departed} = begin({
		opening: 'opening',
		async open() {
			throw new Error('no shell');
		},
	});
	await assert.rejects(departed, /no shell/v);
});

test('without a terminal lines are typed, and what is shown is harmless', async () => {
	const {session, asked, say, end} = played({terminal: false});
	const {stay, shown, departed} = begin(visitOf(session));
	await settle();
	stay.type('hallox\u007F w\u00C3\u00B6rld\u001B[A\r\u0003\u0004');
	say('one\n\u001B[2Jtwo\u001B[32m\n');
	await settle();
	end();
	await departed;
	assert.deepEqual(asked, ['resize 80x24', 'write "hallo wÃ¶' + String.raw`rld\n"`, 'signal SIGINT', 'end']);
	assert.ok(shown().endsWith('one\r\ntwo\u001B[32m\r\n'));
});

test('abandoned: nothing is shown any more, and it is told to end', async () => {
	const {session, asked, say} = played();
	const {stay, shown, departed} = begin(visitOf(session));
	await settle();
	say('\u001B[?1049h');
	await settle();
	assert.equal(stay.isAlternate(), true);
	const ending = stay.abandon();
	say('more');
	await ending;
	assert.equal((await departed).how, 'cancelled');
	assert.doesNotMatch(shown(), /more/v);
	assert.ok(asked.includes('hang up'));
});
