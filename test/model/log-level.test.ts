import assert from 'node:assert/strict';
import test from 'node:test';
import {guessLevel, isAtLeast, isContinued} from '../../source/model/log-level.ts';

const lines: ReadonlyArray<readonly [string, string | undefined]> = [
	['2026-11-21 10:00:01 INFO started', 'info'],
	['2026-11-21T10:00:01Z [error] no route', 'error'],
	['{"time":"x","level":"warning","msg":"m"}', 'warn'],
	['{"level":50,"msg":"pino"}', 'error'],
	['{"severity":"CRITICAL","message":"m"}', 'fatal'],
	['time=x level=debug msg="m"', 'debug'],
	['ts=x lvl=eror msg="m"', 'error'],
	['W0102 10:00:00.1 1 main.go:1] careful', 'warn'],
	['2026-11-21 10:00:01.123 UTC [1] LOG:  checkpoint complete', 'info'],
	['2026-11-21 10:00:01.123 UTC [1] FATAL:  password', 'fatal'],
	['error: it broke', 'error'],
	['npm WARN deprecated', 'warn'],
	['ValueError: no', 'error'],
	['java.lang.NullPointerException: null', 'error'],
	['Exception in thread "main"', 'error'],
	['the information errors in a terror', undefined],
	['level up', undefined],
	['constructor: a word that objects have', undefined],
	['{"level":"constructor"}', undefined],
	['', undefined],
];

for (const [text, level] of lines) {
	test(`the level of ${JSON.stringify(text)}`, () => {
		assert.equal(guessLevel(text), level);
	});
}

test('levels have an order', () => {
	assert.equal(isAtLeast('error', 'warn'), true);
	assert.equal(isAtLeast('warn', 'warn'), true);
	assert.equal(isAtLeast('info', 'warn'), false);
});

test('a trace goes on with the line before it', () => {
	assert.deepEqual(['  at here', '\tat there', '}', '... 3 more', 'next line'].map(text => isContinued(text)), [true, true, true, true, false]);
});
