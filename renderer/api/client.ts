import type { EventName, Input, MethodName, Output, Payload } from '../../electron/contract/api.ts';
import type { OfferedFile, Ticket } from '../../electron/contract/bridge.ts';
import { toFailure } from '../../electron/contract/error-codes.ts';
import type { Failure } from '../../electron/contract/errors.ts';
import type { ItemRef } from '../../electron/contract/records.ts';

export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** Rejects with CallFailed. */
export async function call<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>> {
  const reply = await window.slipway.call(method, input);
  if (!reply.ok) throw new CallFailed(reply.error);
  return reply.value as Output<M>;
}

export function listen<E extends EventName>(event: E, sink: (payload: Payload<E>) => void): () => void {
  return window.slipway.listen((notice) => {
    if (notice.event === event) sink(notice.payload as Payload<E>);
  });
}

/**
 * Call it before the handler's first `await`: the browser revokes dropped files when the handler returns.
 * Rejects with CallFailed.
 */
export async function offer(files: readonly OfferedFile[]): Promise<Ticket[]> {
  const reply = await window.slipway.offer(files);
  if (!reply.ok) throw new CallFailed(reply.error);
  return reply.value;
}

/** Unexpected errors become "bug". */
export function failureOf(thrown: unknown): Failure {
  return thrown instanceof CallFailed ? thrown.failure : toFailure('bug');
}

/** Main rejects unknown fields. */
export function toRef({ driveId, itemId }: ItemRef): ItemRef {
  return { driveId, itemId };
}
