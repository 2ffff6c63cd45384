#!/usr/bin/env node
import module from 'node:module';
import process from 'node:process';

const leastNode = 22;

if (Number(process.versions.node.split('.', 1)[0]) < leastNode) {
	process.stderr.write(`shipshape needs Node ${leastNode} or newer; this is ${process.versions.node}.\n`);
	process.exit(2);
}

module.enableCompileCache?.();
const {main} = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
// What is still open (a socket half closed, a timer of a library) must not hold the shell.
process.exit();
