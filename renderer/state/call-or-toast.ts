import type { Input, MethodName, Output } from '../../electron/contract/api.ts';
import { call, failureOf } from '../api/client.ts';
import { useApp } from './store.ts';

export async function callOrToast<M extends MethodName>(
  method: M,
  input: Input<M>,
): Promise<Output<M> | null> {
  try {
    return await call(method, input);
  } catch (thrown) {
    const accountId =
      'accountId' in input && typeof input.accountId === 'string' ? input.accountId : undefined;
    useApp.getState().toastFailure(failureOf(thrown), { accountId });
    return null;
  }
}
