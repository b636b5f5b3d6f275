/** The host a request went to: Graph, the pre-signed one for bytes, or the sign-in service. */
export type HostName = 'graph' | 'content' | 'signIn';

/** A response as the service gave it, for judging the service. Scripted responses are not among them. */
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

/** A request as the service received it, for judging clients. */
export interface SentRequest {
  host: HostName;
  method: string;
  /** Path and query as sent. */
  target: string;
  hasAuthorization: boolean;
  /** The JSON body as text; null where there was none. */
  json: string | null;
}
