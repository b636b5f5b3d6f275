import { join } from 'node:path';
import { root } from './root.ts';

/** Rewritten by each run, never committed. */
export const results = join(root, 'test-results');
