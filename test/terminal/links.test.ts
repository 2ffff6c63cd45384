import assert from 'node:assert/strict';
import test from 'node:test';
import {makeTheme} from '../../source/config/theme.ts';
import {paintLine} from '../../source/components/paint.ts';
import {widthOf} from '../../source/components/fit.ts';
import {browserOpener} from '../../source/terminal/browser.ts';
import {hyperlink, knowsHyperlinks} from '../../source/terminal/hyperlinks.ts';

test('a browser opens only where the person sits', () => {
	assert.deepEqual(browserOpener({DISPLAY: ':0'}, 'linux'), {program: 'xdg-open', arguments: []});
	assert.equal(browserOpener({WAYLAND_DISPLAY: 'wayland-0'}, 'linux')?.program, 'xdg-open');
	assert.equal(browserOpener({}, 'darwin')?.program, 'open');
	assert.equal(browserOpener({}, 'win32')?.program, 'rundll32');
	assert.equal(browserOpener({WSL_DISTRO_NAME: 'Debian'}, 'linux')?.program, 'rundll32.exe');
	for (const environment of [{}, {DISPLAY: ':10', SSH_CONNECTION: '1 2 3 4'}, {DISPLAY: ':10', SSH_TTY: '/dev/pts/1'}]) {
		assert.equal(browserOpener(environment, 'linux'), undefined);
	}

	assert.equal(browserOpener({SSH_CONNECTION: '1 2 3 4'}, 'darwin'), undefined);
});

test('links are made only for terminals that are known to know them', () => {
	for (const environment of [{TERM_PROGRAM: 'iTerm.app'}, {TERM_PROGRAM: 'WezTerm'}, {TERM_PROGRAM: 'vscode'}, {WT_SESSION: 'x'}, {TERM: 'xterm-kitty'}, {TERM: 'foot'}, {VTE_VERSION: '7600'}, {KONSOLE_VERSION: '220401'}]) {
		assert.equal(knowsHyperlinks({TERM: 'xterm-256color', ...environment}), true, JSON.stringify(environment));
	}

	for (const environment of [{}, {TERM: 'xterm-256color'}, {TERM: 'linux'}, {VTE_VERSION: '4800'}, {TERM_PROGRAM: 'WezTerm', TMUX: '/tmp/tmux'}, {TERM: 'screen-256color', WT_SESSION: 'x'}, {TERM_PROGRAM: 'Apple_Terminal'}]) {
		assert.equal(knowsHyperlinks(environment), false, JSON.stringify(environment));
	}
});

test('a link takes no room on the line, and is not there where it is not known', () => {
	const spans = [{text: 'try  '}, {text: 'http://localhost:8080', link: 'http://localhost:8080'}] as const;
	const theme = makeTheme('terminal', 0);
	assert.equal(paintLine(spans, theme, 80), 'try  http://localhost:8080');
	const linked = paintLine(spans, theme, 80, '…', true);
	assert.equal(linked, `try  ${hyperlink('http://localhost:8080', 'http://localhost:8080')}`);
	assert.equal(widthOf(linked), widthOf('try  http://localhost:8080'));
	assert.equal(widthOf(paintLine(spans, theme, 12, '…', true)), 12, 'cut in the text, never in the sequence');
});
