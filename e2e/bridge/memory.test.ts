import { describe, it } from 'vitest';
import type { EventMessage, Reply } from '../../electron/contract/bridge.ts';
import type { Log } from '../../electron/core/ports.ts';
import { createConformanceCore } from './conformance-core.ts';
import { conformance } from './conformance.ts';
import type { BridgeUnderTest } from './conformance.ts';

function createMemoryBridge(): BridgeUnderTest {
  const logged: string[] = [];
  const note = (...entry: unknown[]): void => void logged.push(JSON.stringify(entry));
  const log: Log = { info: note, warn: note, error: note };
  const sinks = new Set<(notice: EventMessage) => void>();
  const session = createConformanceCore(log).connect((notice) => {
    for (const sink of sinks) sink(notice);
  });
  // oxlint-disable-next-line typescript/no-implied-eval -- expressions of our own suite
  const evaluate = (expression: string): unknown => new Function(`return ${expression}`)();
  return {
    call: (method, input): Promise<Reply> => session.call(evaluate(method) as string, evaluate(input)),
    listen() {
      const notices: EventMessage[] = [];
      const sink = (notice: EventMessage): void => void notices.push(notice);
      sinks.add(sink);
      return Promise.resolve({
        heard: () => Promise.resolve(notices),
        undo: async () => void sinks.delete(sink),
      });
    },
    logged: () => Promise.resolve(logged.join('\n')),
  };
}

describe('the bridge over memory', () => {
  for (const { name, run } of conformance) it(name, () => run(createMemoryBridge()));
});
