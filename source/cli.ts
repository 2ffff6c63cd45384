#!/usr/bin/env node
import module from 'node:module';
import process from 'node:process';

const leastNode = [22, 3] as const;
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < leastNode[0] || (major === leastNode[0] && minor < leastNode[1])) {
	process.stderr.write(`shipshape needs Node ${leastNode.join('.')} or newer; this is ${process.versions.node}.\n`);
	process.exit(2);
}

module.enableCompileCache?.();
const {main} = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
// What is still open (a socket half closed, a timer of a library) must not hold the shell.
process.exit();
