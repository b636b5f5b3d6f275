import type { Reply } from '../../contract/bridge.ts';
import { toFailure } from '../../contract/errors.ts';
import { settledSoon } from '../lib/settled-soon.ts';
import type { CommandSessions } from './command-sessions.ts';
import type { Server } from './server.ts';

/** The calls that are under way, of windows and of commands: core is closed when they have ended. */
export interface RunningCalls {
  /** The same, and its calls are among them. */
  watch<Context>(server: Server<Context>): Server<Context>;
  watchSessions(sessions: CommandSessions): CommandSessions;
  /** From now on calls are refused. */
  refuse(): void;
  /** Resolves when none is under way, or those that are left wait for a person. */
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
