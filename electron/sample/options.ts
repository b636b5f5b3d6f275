import type { GivenResponse, SentRequest } from './http/sent-request.ts';
import type { TenantPlan } from './model/tenants.ts';

export type DriveType = 'personal' | 'business' | 'documentLibrary';

export interface SampleOptions {
  driveType?: DriveType;
  content?: 'showcase' | 'empty';
  /** Added before each response. */
  latencyMs?: number;
  bytesPerSecond?: number | null;
  linkBytesPerSecond?: number | null;
  quotaBytes?: number;
  /** null: the machine's time. A number: a clock that stands still until it is advanced. */
  startAt?: number | null;
  /** Sessions keep only size and hash and read as zeros: for benchmarks larger than memory. */
  forgetsUploads?: boolean;
  downloadUrlLifeMs?: number;
  uploadSessionLifeMs?: number;
  unitsPerMinute?: number | null;
  /**
   * Organizations besides contoso.example, with any number of people; their drives are created on first use.
   */
  tenants?: readonly TenantPlan[];
  /** Used in metadata and issuers. Default "https://login.microsoftonline.com". */
  issuerOrigin?: string;
  onRequest?: (request: SentRequest) => void;
  onResponse?: (answer: GivenResponse) => void;
  quirks?: Partial<Quirks>;
  /** Under a host name ("graph.microsoft.com") for clients with a fixed address. */
  front?: Front | null;
}

export interface Front {
  hostName: string | null;
  /** PEM; the certificate is for the host name and for 127.0.0.1. */
  key: string;
  cert: string;
  /** Not for rclone's server-side copies: its monitor requests trust only the system's certificates. */
  contentToo?: boolean;
  /** The second host's name in Graph's responses; its address by default. The certificate must include it. */
  contentHostName?: string;
  /** For clients that offer it. */
  http2?: boolean;
  /** Also serves sign-in under this host name, which the certificate must include. */
  signInHostName?: string;
}

/** Odd behavior of the real service, each off by default. */
export interface Quirks {
  /** Personal drive ids vary in case and leading zeros. */
  driveIdDrift: boolean;
  /** SharePoint changes Office, PDF and HTML files after upload, and so their size and hash. */
  rewritesOfficeFiles: boolean;
  /** The eTag of an uploaded file changes again after this time. */
  lateETagMs: number | null;
  noHashes: boolean;
  /** Download hosts ignore Range and send everything with 200. */
  ignoresRange: boolean;
  /** A download URL redirects (302) to another pre-signed URL, this many times. */
  downloadHops: number;
  /** Files have no `@microsoft.graph.downloadUrl`. */
  hidesDownloadUrls: boolean;
  /** A new folder or file is not found this many times. */
  newFolder404: number;
  newFile404: number;
  sessionConflictDefault: 'replace' | 'fail';
  /** If-Match is checked when the session starts, but not when the file is created. */
  sessionsForgetIfMatch: boolean;
  /** An upload URL answers 403 after this time, although its session lasts. */
  uploadUrlLifeMs: number | null;
  /** A new upload session answers 404 this many times. */
  newSession404: number;
  /** In lists and delta, every second page is empty but has a next link. */
  emptyPages: boolean;
  /** The stages in which Microsoft is retiring sharedWithMe. */
  sharedWithMe: 'full' | 'degraded' | 'empty' | 'gone';
  hidesQuota: boolean;
  deltaDuplicates: boolean;
  deltaPaths: boolean;
  /** Pre-signed hosts accept an Authorization header, as they used to: rclone before 1.68 sends one. */
  toleratesAuthorization: boolean;
  /** A finished copy's monitor answers 303 instead of 200. */
  monitorSeeOther: boolean;
  /** Maximum items per delta page, whatever `$top` says. */
  deltaPageItems: number | null;
  /** Drives and folders have no delta: 400, as in some clouds. */
  refusesDelta: boolean;
  /** Search does not find changes younger than this. */
  searchLagMs: number;
  forbidsAnonymousLinks: boolean;
  /** Invitations fail with `sharingFailed`. */
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
