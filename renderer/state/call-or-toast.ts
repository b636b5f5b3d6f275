import type { Input, MethodName, Output } from '../../electron/contract/api.ts';
import { call, failureOf } from '../api/client.ts';
import { useApp } from './store.ts';

/** For buttons: a failure becomes a toast, and the result is null then. Never rejects. */
export async function callOrToast<M extends MethodName>(
  method: M,
  input: Input<M>,
): Promise<Output<M> | null> {
  try {
    return await call(method, input);
  } catch (thrown) {
    useApp.getState().toastFailure(failureOf(thrown));
    return null;
  }
}
