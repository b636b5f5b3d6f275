export type HostName = 'graph' | 'content' | 'signIn';

export interface GivenResponse {
  host: HostName;
  /** "GET children"; for a part of a $batch, the part's label. */
  label: string;
  method: string;
  target: string;
  status: number;
  kind: 'none' | 'json' | 'text' | 'content';
  json: object | null;
}

export interface SentRequest {
  host: HostName;
  method: string;
  target: string;
  hasAuthorization: boolean;
  json: string | null;
}
