import { toInstant } from '../clock.ts';

export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  readonly innerCode: string | null;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: string,
    message: string,
    innerCode?: string,
    headers?: Record<string, string>,
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.innerCode = innerCode ?? null;
    this.headers = headers ?? {};
  }
}

export interface ErrorTrace {
  requestId: string;
  clientRequestId: string | null;
  nowMs: number;
}

/** `{error:{code,message,innerError:{code?,date,request-id,client-request-id}}}` */
export function toErrorBody(
  code: string,
  message: string,
  innerCode: string | null,
  trace: ErrorTrace,
): object {
  return {
    error: {
      code,
      message,
      innerError: {
        ...(innerCode === null ? {} : { code: innerCode }),
        date: toInstant(trace.nowMs).slice(0, 19),
        'request-id': trace.requestId,
        'client-request-id': trace.clientRequestId ?? trace.requestId,
      },
    },
  };
}

export const itemNotFound = (): GraphError =>
  new GraphError(404, 'itemNotFound', 'The resource could not be found.');
export const accessDenied = (): GraphError =>
  new GraphError(403, 'accessDenied', 'The caller does not have permission to perform the action.');
export const nameTaken = (): GraphError =>
  new GraphError(409, 'nameAlreadyExists', 'An item with the same name already exists under the parent.');
export const changedMeanwhile = (): GraphError =>
  new GraphError(412, 'resourceModified', 'ETag does not match current item value.', 'entityTagDoesNotMatch');
export const locked = (): GraphError =>
  new GraphError(423, 'notAllowed', 'The resource you are attempting to access is locked.', 'resourceLocked');
export const quotaReached = (): GraphError =>
  new GraphError(507, 'quotaLimitReached', 'Insufficient space available.');
export const invalid = (message: string, innerCode?: string): GraphError =>
  new GraphError(400, 'invalidRequest', message, innerCode);
