import fc from 'fast-check';
import {runs, seed} from './properties.ts';

// The runner of the tests imports this into every file: none can forget it.
fc.configureGlobal({seed, numRuns: runs(100)});
