// Runs a part of a benchmark in its own process, so that CPU time and memory are measured separately.
import { fork } from 'node:child_process';

export type Skills = Record<string, (input: never) => Promise<unknown>>;

export interface Child<S extends Skills> {
  ask<N extends keyof S & string>(name: N, input: Parameters<S[N]>[0]): Promise<Awaited<ReturnType<S[N]>>>;
  end(): Promise<void>;
}

interface Question {
  id: number;
  name: string;
  input: unknown;
}
interface Reply {
  id: number;
  value?: unknown;
  error?: string;
}

export function startChild<S extends Skills>(
  module: URL,
  env: Record<string, string> = {},
  execArgv: string[] = [],
): Child<S> {
  const child = fork(module, { env: { ...process.env, ...env }, execArgv });
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  child.on('message', (reply: Reply) => {
    const waiter = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.error === undefined) waiter?.resolve(reply.value as never);
    else waiter?.reject(new Error(reply.error));
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void ended.then(() => {
    for (const { reject } of waiting.values()) reject(new Error(`${module.pathname} ended`));
  });
  return {
    ask: (name, input) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        child.send({ id: lastId, name, input } satisfies Question);
      }),
    async end() {
      child.disconnect();
      await ended;
    },
  };
}

/** Answers until the parent disconnects. */
export function answerParent(skills: Skills): void {
  process.on('message', ({ id, name, input }: Question) => {
    const skill = skills[name] as ((input: unknown) => Promise<unknown>) | undefined;
    void (skill ?? (() => Promise.reject(new Error(`no ${name}`))))(input)
      .then(
        (value): Reply => ({ id, value: value ?? null }),
        (error: unknown): Reply => ({
          id,
          error: error instanceof Error ? (error.stack ?? '') : String(error),
        }),
      )
      .then((reply) => process.send?.(reply));
  });
  process.on('disconnect', () => process.exit(0));
}
