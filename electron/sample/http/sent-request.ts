/** The host a request went to: Graph, the pre-signed one for bytes, or the sign-in service. */
export type HostName = 'graph' | 'content' | 'signIn';

/** A request as the service received it, for whoever judges clients. */
export interface SentRequest {
  host: HostName;
  method: string;
  /** Path and query as sent. */
  target: string;
  hasAuthorization: boolean;
  /** The JSON body as text; null where there was none. */
  json: string | null;
}
