import type { GivenResponse, SentRequest } from './http/sent-request.ts';
import type { TenantPlan } from './model/tenants.ts';

export type DriveType = 'personal' | 'business' | 'documentLibrary';

export interface SampleOptions {
  driveType?: DriveType;
  /** "showcase": about 300 items worth looking at. "empty": bare drives. */
  content?: 'showcase' | 'empty';
  /** Added before each answer. */
  latencyMs?: number;
  /** Limit for each answer's and each request's body. */
  bytesPerSecond?: number | null;
  /** Limit of the whole line, each way, shared by everyone on it. */
  linkBytesPerSecond?: number | null;
  /** Storage of the user's drive. */
  quotaBytes?: number;
  /** null: the machine's time. A number: the clock stands there and moves only when told. */
  startAt?: number | null;
  /** Uploads by session keep size and hash only, and read as zeros: for benchmarks larger than memory. */
  forgetsUploads?: boolean;
  /** How long a download or thumbnail URL is good for. */
  downloadUrlLifeMs?: number;
  uploadSessionLifeMs?: number;
  /** Requests are counted in resource units, and refused with 429 beyond this many a minute. */
  unitsPerMinute?: number | null;
  /** Organisations besides contoso.example, with as many people as one likes; their drives are made when opened. */
  tenants?: readonly TenantPlan[];
  /** What the sign-in service calls itself in metadata and issuers. Default "https://login.microsoftonline.com". */
  issuerOrigin?: string;
  /** Hears of every request once it is answered, to judge the client by. */
  onRequest?: (request: SentRequest) => void;
  /** Hears of every answer that the service made itself, to judge the service by; scripted ones are the test's. */
  onResponse?: (answer: GivenResponse) => void;
  quirks?: Partial<Quirks>;
  /** Graph over TLS; under a host's name ("graph.microsoft.com") for clients whose address can't be changed. */
  front?: Front | null;
}

export interface Front {
  /** null: under its own address. */
  hostName: string | null;
  /** PEM; the certificate is for the host's name and for 127.0.0.1. */
  key: string;
  cert: string;
  /**
   * The second host, too. Not for rclone's copies on the server: it asks their monitor with a client that knows none
   * but the system's certificates.
   */
  contentToo?: boolean;
  /** With it, the second host's name in what Graph answers; else its address. The certificate must be for it, as well. */
  contentHostName?: string;
  /** Speaks HTTP/2 with clients that offer it. */
  http2?: boolean;
  /** The sign-in service, too, under this host's name; the certificate must be for it, as well. */
  signInHostName?: string;
}

/** Odd things the real service does, each off unless asked for. */
export interface Quirks {
  /** Personal drive ids change case and lose leading zeros from answer to answer. */
  driveIdDrift: boolean;
  /** SharePoint rewrites Office, PDF and HTML files after upload: size and hash change. */
  rewritesOfficeFiles: boolean;
  /** The eTag of an uploaded file changes once more, this long after the upload. */
  lateETagMs: number | null;
  /** No item has hashes. */
  noHashes: boolean;
  /** Download hosts ignore Range and send everything with 200. */
  ignoresRange: boolean;
  /** A download URL answers 302 to a further pre-signed URL, this many times. */
  downloadHops: number;
  /** Files come without `@microsoft.graph.downloadUrl`. */
  hidesDownloadUrls: boolean;
  /** A folder just made, or a file just stored, is looked for in vain this many times. */
  newFolder404: number;
  newFile404: number;
  /** What createUploadSession by name does when the request names no conflict behaviour and the name is taken. */
  sessionConflictDefault: 'replace' | 'fail';
  /** The If-Match of an upload session is judged when it begins, and not when it becomes the file. */
  sessionsForgetIfMatch: boolean;
  /** An upload URL's own credential runs out after this long, though the session lasts: 403 from then on. */
  uploadUrlLifeMs: number | null;
  /** A new upload session answers 404 this many times. */
  newSession404: number;
  /** Lists and delta: every second page is empty but has a next link. */
  emptyPages: boolean;
  /** What sharedWithMe says; it is being withdrawn step by step. */
  sharedWithMe: 'full' | 'degraded' | 'empty' | 'gone';
  /** A work drive does not tell how full it is. */
  hidesQuota: boolean;
  /** Delta repeats items. */
  deltaDuplicates: boolean;
  /** Delta gives `parentReference.path`, which the documentation denies and older clients rely on. */
  deltaPaths: boolean;
  /** Pre-signed hosts put up with an Authorization header, as they used to: rclone before 1.68 sends one. */
  toleratesAuthorization: boolean;
  /** A finished copy's monitor answers 303 instead of 200. */
  monitorSeeOther: boolean;
  /** A page of a delta has so many items at most, whatever `$top` says. */
  deltaPageItems: number | null;
  /** Drives and folders have no delta: 400, as some clouds answer. */
  refusesDelta: boolean;
  /** Search does not find what changed within this time. */
  searchLagMs: number;
  /** The organisation forbids links for anybody. */
  forbidsAnonymousLinks: boolean;
  /** Invitations are refused with `sharingFailed`. */
  refusesInvitations: boolean;
}

export const NO_QUIRKS: Quirks = {
  driveIdDrift: false,
  rewritesOfficeFiles: false,
  lateETagMs: null,
  noHashes: false,
  ignoresRange: false,
  downloadHops: 0,
  hidesDownloadUrls: false,
  newFolder404: 0,
  newFile404: 0,
  sessionConflictDefault: 'replace',
  sessionsForgetIfMatch: false,
  uploadUrlLifeMs: null,
  newSession404: 0,
  emptyPages: false,
  sharedWithMe: 'full',
  hidesQuota: false,
  deltaDuplicates: false,
  deltaPaths: false,
  toleratesAuthorization: false,
  monitorSeeOther: false,
  deltaPageItems: null,
  refusesDelta: false,
  searchLagMs: 0,
  forbidsAnonymousLinks: false,
  refusesInvitations: false,
};
