/** The host a request went to: Graph, the pre-signed one for bytes, or the sign-in service. */
export type HostName = 'graph' | 'content' | 'signIn';

/** An answer as the service gave it, for whoever judges the service. Scripted answers are not among them. */
export interface GivenResponse {
  host: HostName;
  /** "GET children"; for a part of a $batch, that part's. */
  label: string;
  method: string;
  /** Path and query as sent. */
  target: string;
  status: number;
  kind: 'none' | 'json' | 'text' | 'content';
  /** null where the body is no JSON. */
  json: object | null;
}

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
