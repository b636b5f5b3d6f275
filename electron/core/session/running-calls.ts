import type { Reply } from '../../contract/bridge.ts';
import { toFailure } from '../../contract/errors.ts';
import { settledSoon } from '../lib/settled-soon.ts';
import type { CommandSessions } from './command-sessions.ts';
import type { Server } from './server.ts';

export interface RunningCalls {
  watch<Context>(server: Server<Context>): Server<Context>;
  watchSessions(sessions: CommandSessions): CommandSessions;
  refuse(): void;
  settled(): Promise<void>;
}

export function createRunningCalls(): RunningCalls {
  const running = new Set<Promise<Reply>>();
  let isRefused = false;

  async function run(call: () => Promise<Reply>): Promise<Reply> {
    if (isRefused) return { ok: false, error: toFailure('cancelled') };
    const reply = call();
    running.add(reply);
    try {
      return await reply;
    } finally {
      running.delete(reply);
    }
  }

  return {
    watch: (server) => ({ call: (name, input, context) => run(() => server.call(name, input, context)) }),
    watchSessions: (sessions) => ({
      connect() {
        const session = sessions.connect();
        return {
          call: (method, input, sink) => run(() => session.call(method, input, sink)),
          close: () => session.close(),
        };
      },
    }),
    refuse() {
      isRefused = true;
    },
    settled: () => settledSoon(running),
  };
}
