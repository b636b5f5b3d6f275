import { join } from 'node:path';
import { root } from './root.ts';

/** Reports, screenshots of failures, traces: rewritten by each run, never committed. */
export const results = join(root, 'test-results');
