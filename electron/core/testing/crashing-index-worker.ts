import { parentPort } from 'node:worker_threads';
import type { IndexCalls } from '../index/index-calls.ts';
import { crashFilter } from './crash-filter.ts';

parentPort?.on('message', ({ input }: { input: Partial<Parameters<IndexCalls['openView']>[0]> }) => {
  if (input.filter === crashFilter) process.exit(1);
});
await import('../index/index-worker.ts');
