import type { Failure } from '../../contract/errors.ts';
import type { CommandInput, CommandMethod, CommandOutput, CommandPart } from '../../contract/methods.ts';
import type { Rig } from './rig.ts';

export interface Commanded<M extends CommandMethod> {
  value: CommandOutput<M>;
  parts: CommandPart<M>[];
}

export async function command<M extends CommandMethod>(
  rig: Pick<Rig, 'core'>,
  method: M,
  input: CommandInput<M>,
): Promise<Commanded<M>> {
  const { reply, parts } = await ask(rig, method, input);
  if (!reply.ok) throw new Error(`${method}: ${reply.error.code}`, { cause: reply.error });
  // The core conforms to the contract.
  return { value: reply.value as CommandOutput<M>, parts: parts as CommandPart<M>[] };
}

export async function commandFailure<M extends CommandMethod>(
  rig: Pick<Rig, 'core'>,
  method: M,
  input: CommandInput<M>,
): Promise<Failure> {
  const { reply } = await ask(rig, method, input);
  if (reply.ok) throw new Error(`${method} did not fail`);
  return reply.error;
}

async function ask(rig: Pick<Rig, 'core'>, method: string, input: unknown) {
  const session = rig.core.connectCommand();
  const parts: unknown[] = [];
  try {
    const reply = await session.call(method, input, {
      send: async (part) => void parts.push(part),
      signal: new AbortController().signal,
    });
    return { reply, parts };
  } finally {
    session.close();
  }
}
