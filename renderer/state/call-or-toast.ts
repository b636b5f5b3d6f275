import type { Input, MethodName, Output } from '../../electron/contract/api.ts';
import { call, failureOf } from '../api/client.ts';
import { useApp } from './store.ts';

export function callOrToast<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M> | null> {
  const accountId = 'accountId' in input && typeof input.accountId === 'string' ? input.accountId : undefined;
  const attempt = `${method} ${JSON.stringify(input)}`;
  return tryOrToast({ attempt, accountId }, () => call(method, input));
}

/** `attempt`: the same text for the same work, so that its success removes the message about its failure. */
export async function tryOrToast<T>(
  about: { attempt: string; accountId: string | undefined },
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    const result = await work();
    useApp.getState().closeAttempt(about.attempt);
    return result;
  } catch (thrown) {
    useApp.getState().toastFailure(failureOf(thrown), about);
    return null;
  }
}
