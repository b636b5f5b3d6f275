export type HostName = 'graph' | 'content' | 'signIn';

/** A response by the service itself, for validation. Excludes scripted responses. */
export interface GivenResponse {
  host: HostName;
  /** "GET children"; for a part of a $batch, the part's label. */
  label: string;
  method: string;
  /** Path and query as sent. */
  target: string;
  status: number;
  kind: 'none' | 'json' | 'text' | 'content';
  /** null if the body isn't JSON. */
  json: object | null;
}

/** A request as received, for validation of clients. */
export interface SentRequest {
  host: HostName;
  method: string;
  /** Path and query as sent. */
  target: string;
  hasAuthorization: boolean;
  json: string | null;
}
