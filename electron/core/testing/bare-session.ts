import type { EventName, Input, MethodName, Output, Payload } from '../../contract/api.ts';
import type { Notice } from '../../contract/bridge.ts';
import type { Core } from '../core.ts';
import type { Session } from '../windows.ts';
import { byName } from './steps.ts';

/** How a process that is nothing but a core talks to it. Of what it has heard it keeps nothing: others measure its memory. */
export interface BareSession {
  readonly session: Session;
  /** The value of a call; fails with the failure's code. */
  readonly call: <M extends MethodName>(name: M, input: Input<M>) => Promise<Output<M>>;
  /** Resolves with the first payload to come that passes. */
  readonly heard: <E extends EventName>(
    event: E,
    test?: (payload: Payload<E>) => boolean,
  ) => Promise<Payload<E>>;
  /** Opens My Files and waits until it is listed; its view. */
  readonly openRoot: (accountId: string) => Promise<string>;
}

export function connectBare(core: Core): BareSession {
  const listeners = new Set<(notice: Notice) => void>();
  const session = core.connect((notice) => {
    for (const listener of listeners) listener(notice);
  });

  async function call<M extends MethodName>(name: M, input: Input<M>): Promise<Output<M>> {
    const reply = await session.call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.code}`);
    return reply.value as Output<M>;
  }

  function heard<E extends EventName>(
    event: E,
    test: (payload: Payload<E>) => boolean = () => true,
  ): Promise<Payload<E>> {
    return new Promise((resolve) => {
      const listener = (notice: Notice): void => {
        // The core says it by the contract.
        const payload = notice.payload as Payload<E>;
        if (notice.event !== event || !test(payload)) return;
        listeners.delete(listener);
        resolve(payload);
      };
      listeners.add(listener);
    });
  }

  return {
    session,
    call,
    heard,
    async openRoot(accountId) {
      const fresh = heard('view.changed', ({ freshness }) => freshness.state === 'fresh');
      const where = { accountId, place: 'myfiles', folder: null, sort: byName, filter: '' } as const;
      const { viewId } = await call('view.open', where);
      await fresh;
      return viewId;
    },
  };
}
