import { join } from 'node:path';
import { root } from './root.ts';

export const results = join(root, 'test-results');
