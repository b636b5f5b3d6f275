import type { EventName, Input, MethodName, Output, Payload } from '../../contract/api.ts';
import type { EventMessage } from '../../contract/bridge.ts';
import type { ItemRef } from '../../contract/records.ts';
import type { Core } from '../core.ts';
import type { Session } from '../session/windows.ts';
import { byName } from './steps.ts';

/** How a process that is nothing but a core talks to it. Of what it has heard it keeps nothing: others measure its memory. */
export interface BareSession {
  readonly session: Session;
  /** The value of a call; fails with the failure's code. */
  readonly call: <M extends MethodName>(name: M, input: Input<M>) => Promise<Output<M>>;
  /** Resolves with the first payload to come that passes. */
  readonly waitForEvent: <E extends EventName>(
    event: E,
    test?: (payload: Payload<E>) => boolean,
  ) => Promise<Payload<E>>;
  /** Opens My Files, or a folder of it, and waits until it is listed; its view. */
  readonly openRoot: (accountId: string, folder?: ItemRef | null) => Promise<string>;
}

export function connectBare(core: Core): BareSession {
  const listeners = new Set<(message: EventMessage) => void>();
  const session = core.connect((message) => {
    for (const listener of listeners) listener(message);
  });

  async function call<M extends MethodName>(name: M, input: Input<M>): Promise<Output<M>> {
    const reply = await session.call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.code}`);
    return reply.value as Output<M>;
  }

  function waitForEvent<E extends EventName>(
    event: E,
    test: (payload: Payload<E>) => boolean = () => true,
  ): Promise<Payload<E>> {
    return new Promise((resolve) => {
      const listener = (message: EventMessage): void => {
        // The core says it by the contract.
        const payload = message.payload as Payload<E>;
        if (message.event !== event || !test(payload)) return;
        listeners.delete(listener);
        resolve(payload);
      };
      listeners.add(listener);
    });
  }

  return {
    session,
    call,
    waitForEvent,
    async openRoot(accountId, folder = null) {
      const fresh = waitForEvent('view.changed', ({ freshness }) => freshness.state === 'fresh');
      const where = { accountId, place: 'myfiles', folder, sort: byName, filter: '' } as const;
      const { viewId } = await call('view.open', where);
      await fresh;
      return viewId;
    },
  };
}
