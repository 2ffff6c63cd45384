import test from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {describeHistory, formatInstruction} from '../../source/model/dockerfile.ts';

const hash = '0123456789ab'.padEnd(64, 'c');
const read = (createdBy: string, comment = '') => formatInstruction(describeHistory({createdBy, comment}));

test('the classic builder', () => {
	assert.equal(read('/bin/sh -c #(nop)  CMD ["x"]'), 'CMD ["x"]');
	assert.equal(read('/bin/sh -c #(nop)  CMD ["nginx" "-g" "daemon off;"]'), 'CMD ["nginx", "-g", "daemon off;"]');
	assert.equal(read('/bin/sh -c apt-get update \t&& apt-get   install curl'), 'RUN apt-get update && apt-get install curl');
	assert.equal(read(`/bin/sh -c #(nop) ADD file:${hash} in / `), 'ADD file:0123456789ab… in /');
	assert.equal(read(`/bin/sh -c #(nop) COPY multi:${hash} in /app/ `), 'COPY multi:0123456789ab… in /app/');
	assert.equal(read('/bin/sh -c #(nop)  EXPOSE 80'), 'EXPOSE 80');
	assert.equal(read('/bin/sh -c #(nop)  VOLUME [/data /x]'), 'VOLUME /data /x');
	assert.equal(read('|2 A=1 B=two words /bin/sh -c make -j2'), 'RUN make -j2');
	assert.equal(read('/bin/bash -o pipefail -c curl x | sh'), 'RUN curl x | sh');
	assert.equal(read('/bin/bash -euxo pipefail -c make'), 'RUN make');
});

test('BuildKit', () => {
	const comment = 'buildkit.dockerfile.v0';
	assert.equal(read('RUN /bin/sh -c npm ci # buildkit', comment), 'RUN npm ci');
	assert.equal(read('RUN |1 VERSION=1.2 /bin/sh -c echo $VERSION # buildkit', comment), 'RUN echo $VERSION');
	assert.equal(read('RUN |1 VERSION=1.2 /app/setup --now # buildkit', comment), 'RUN /app/setup --now');
	assert.equal(read('RUN /app/setup --now # buildkit', comment), 'RUN /app/setup --now');
	assert.equal(read('COPY /a /b # buildkit', comment), 'COPY /a /b');
	assert.equal(read('ENV A=1', comment), 'ENV A=1');
	assert.equal(read('EXPOSE map[443/tcp:{} 80/tcp:{}]', comment), 'EXPOSE 443/tcp 80/tcp');
	assert.equal(read('EXPOSE [80/tcp]', comment), 'EXPOSE 80/tcp');
	assert.equal(read(String.raw`HEALTHCHECK &{["CMD-SHELL" "test \"$X\" = 1"] "5s" "3s" "0s" "0s" '\x03'}`, comment), 'HEALTHCHECK CMD test "$X" = 1');
	assert.equal(read(String.raw`HEALTHCHECK &{["CMD" "curl" "-f"] "5s" '\x00'}`, comment), 'HEALTHCHECK CMD ["curl", "-f"]');
	assert.equal(read('HEALTHCHECK &{["NONE"] "0s"}', comment), 'HEALTHCHECK NONE');
});

test('Windows shells', () => {
	assert.equal(read('cmd /S /C mkdir x'), 'RUN mkdir x');
	assert.equal(read(String.raw`cmd /S /C #(nop) WORKDIR C:\app`), String.raw`WORKDIR C:\app`);
	assert.equal(read('powershell -Command $x = 1; Write-Host $x'), 'RUN $x = 1; Write-Host $x');
	assert.equal(read('RUN cmd /S /C dir # buildkit'), 'RUN dir');
	assert.equal(read(String.raw`C:\Windows\System32\cmd.exe /S /C dir`), 'RUN dir');
});

test('what other builders write is left as it is', () => {
	assert.deepEqual(describeHistory({createdBy: 'bazel build ...', comment: ''}), {instruction: '', text: 'bazel build ...', empty: false});
	assert.deepEqual(describeHistory({createdBy: '', comment: 'Imported from -'}), {instruction: '', text: 'Imported from -', empty: false});
	assert.equal(read('# debian.sh --arch \'amd64\' out/ \'bookworm\''), '# debian.sh --arch \'amd64\' out/ \'bookworm\'');
	assert.equal(read('bash'), 'bash');
});

test('which instructions add no layer', () => {
	const empty = (createdBy: string) => describeHistory({createdBy, comment: ''}).empty;
	for (const line of ['ENV A=1', 'CMD ["x"]', 'LABEL a=b', 'WORKDIR /', '/bin/sh -c #(nop)  ENTRYPOINT ["x"]', 'ARG X', 'USER 1']) {
		assert.ok(empty(line), line);
	}

	for (const line of ['RUN true', '/bin/sh -c true', 'COPY a b', 'WORKDIR /app', '/bin/sh -c #(nop) WORKDIR /app', 'bash', '']) {
		assert.ok(!empty(line), line);
	}
});

test('any text is read without an error, in no time', () => {
	const pieces = fc.constantFrom('/bin/', 'sh', ' -c ', '#(nop)', ' ', 'RUN ', '|2 ', 'A=1 ', '"', '\\', '[', ']', 'CMD ', 'HEALTHCHECK &{[', 'cmd /S /C ', 'pipefail');
	fc.assert(fc.property(fc.oneof(fc.string({unit: 'binary'}), fc.array(pieces).map(parts => parts.join(''))), text => {
		assert.doesNotMatch(formatInstruction(describeHistory({createdBy: text, comment: ''})), /[\t\n]/);
	}));
	const before = performance.now();
	for (const piece of ['sh -c ', ' -o', '"a" ', '/', '|1 ', 'a ', ' ']) {
		describeHistory({createdBy: `|1 sh ${piece.repeat(20_000)}`, comment: ''});
		describeHistory({createdBy: `CMD [${piece.repeat(20_000)}`, comment: ''});
	}

	assert.ok(performance.now() - before < 2000);
});
