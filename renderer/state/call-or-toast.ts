import type { Input, MethodName, Output } from '../../electron/contract/api.ts';
import { call, failureOf } from '../api/client.ts';
import { useApp } from './store.ts';

/** Calls for a button: a failure is told in a toast, and the answer is null then. Never rejects. */
export async function run<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M> | null> {
  try {
    return await call(method, input);
  } catch (thrown) {
    useApp.getState().toastFailure(failureOf(thrown));
    return null;
  }
}
