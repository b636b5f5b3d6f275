import type { EventName, Input, MethodName, Output, Payload } from '../../electron/contract/api.ts';
import type { OfferedFile, Ticket } from '../../electron/contract/bridge.ts';
import type { ErrorCode, Failure } from '../../electron/contract/errors.ts';
import type { ItemRef } from '../../electron/contract/records.ts';

/** A call that failed in an expected way. `failure` says how, in data; the words for it stand in the catalogue. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** Rejects with CallFailed. The main process has parsed the answer, so its shape is known here. */
export async function call<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>> {
  const reply = await window.slipway.call(method, input);
  if (!reply.ok) throw new CallFailed(reply.error);
  return reply.value as Output<M>;
}

/** Hear one kind of notice until the returned function is called. */
export function listen<E extends EventName>(event: E, sink: (payload: Payload<E>) => void): () => void {
  return window.slipway.listen((notice) => {
    // The main process parsed the payload against the row of its event.
    if (notice.event === event) sink(notice.payload as Payload<E>);
  });
}

/**
 * Turns real files (of a drop, a paste or a file input) into tickets. Call it before the first `await` of the
 * event's handler: the browser takes the files of a drop away when the handler returns. Rejects with CallFailed.
 */
export async function offer(files: readonly OfferedFile[]): Promise<Ticket[]> {
  const reply = await window.slipway.offer(files);
  if (!reply.ok) throw new CallFailed(reply.error);
  return reply.value;
}

/** A failure that the page itself found. The contract's own maker would bring its schema library along. */
export function toLocalFailure(code: ErrorCode, subject: string | null = null): Failure {
  const facts = {
    missing: null,
    nearest: null,
    offending: null,
    suggestion: null,
    waitMs: null,
    who: null,
    freeBytes: null,
    scopes: null,
    fileKind: null,
  };
  return { code, subject, facts, details: null };
}

/** What a caught value means to a person: its failure, or "bug" for an unexpected error. */
export function failureOf(thrown: unknown): Failure {
  return thrown instanceof CallFailed ? thrown.failure : toLocalFailure('bug');
}

/** Only the fields that address an item: main rejects fields it does not know. */
export function toRef({ driveId, itemId }: ItemRef): ItemRef {
  return { driveId, itemId };
}
