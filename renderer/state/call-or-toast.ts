import type { Input, MethodName, Output } from '../../electron/contract/api.ts';
import { call, failureOf } from '../api/client.ts';
import { useApp } from './store.ts';

/** For buttons: shows a failure as a toast and returns null. Never rejects. */
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
