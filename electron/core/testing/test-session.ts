import type { EventName, Input, MethodName, Output, Payload } from '../../contract/api.ts';
import type { EventMessage } from '../../contract/bridge.ts';
import type { ItemRef } from '../../contract/records.ts';
import type { Core } from '../core.ts';
import type { Session } from '../session/windows.ts';
import { byName } from './steps.ts';

/** Keeps no events: others measure its memory. */
export interface BareSession {
  readonly session: Session;
  readonly call: <M extends MethodName>(name: M, input: Input<M>) => Promise<Output<M>>;
  readonly waitForEvent: <E extends EventName>(
    event: E,
    test?: (payload: Payload<E>) => boolean,
  ) => Promise<Payload<E>>;
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
