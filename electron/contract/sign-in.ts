import { z } from 'zod';
import { Failure } from './errors.ts';
import { Account, Cloud, Credentials } from './records.ts';
import { Id, Instant } from './values.ts';

export const Registration = z.strictObject({
  cloud: Cloud,
  /** "common", "organizations", "consumers", a tenant id or a domain */
  tenant: z.string().min(1).max(253),
  /** null: the client id of this build or the administrator's policy */
  clientId: z.string().min(1).max(100).nullable(),
  /** Instead of the cloud's own ("https://login.example.org/tenant"); usually null. */
  authority: z.string().max(2048).nullable(),
});
export type Registration = z.infer<typeof Registration>;

/** The Microsoft Graph permissions that Slipway can use, least privileged first. */
export const scopeNames = [
  'Files.ReadWrite.AppFolder',
  'Files.Read',
  'Files.ReadWrite',
  'Files.Read.All',
  'Files.ReadWrite.All',
  'Sites.Read.All',
  'Sites.ReadWrite.All',
  'User.Read.All',
  'Directory.Read.All',
] as const;
export const ScopeName = z.enum(scopeNames);
export type ScopeName = z.infer<typeof ScopeName>;

const Secret = z.string().min(1).max(4096);
const common = {
  registration: Registration,
  /** "check": tests the sign-in for the registration guide without adding an account. */
  purpose: z.enum(['add', 'check']),
  keep: Credentials,
};
const delegated = {
  ...common,
  scopes: z.array(ScopeName).min(1).max(scopeNames.length),
  /** The account to sign in to again, or with more scopes; null: a new one. */
  accountId: Id.nullable(),
};

/** Secrets go in here and never come out again. */
export const SignInRequest = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('browser'), ...delegated }),
  z.strictObject({ method: z.literal('device'), ...delegated }),
  z.strictObject({
    method: z.literal('password'),
    ...delegated,
    username: z.string().min(1).max(1024),
    password: Secret,
  }),
  z.strictObject({
    method: z.literal('secret'),
    ...common,
    accountId: Id.nullable(),
    secret: Secret,
    /** As entered from the portal; Slipway warns 14 days ahead. */
    secretExpiresAt: Instant.nullable(),
  }),
  z.strictObject({
    method: z.literal('certificate'),
    ...common,
    accountId: Id.nullable(),
    /** Offered files: a PFX, a PEM with certificate and key, or two separate files. */
    tickets: z.array(Id).min(1).max(2),
    /** Of the PFX or the key, if any. */
    password: Secret.nullable(),
  }),
  z.strictObject({ method: z.literal('adminConsent'), ...common, scopes: z.array(ScopeName) }),
]);
export type SignInRequest = z.infer<typeof SignInRequest>;
export type SignInMethod = SignInRequest['method'];

/**
 * starting -> browser (sign-in page open) or code (device code shown) -> finishing -> done. App-only methods
 * stop at chooseDrives until drives are added. `failed` and `cancelled` are final.
 */
export const SignIn = z.object({
  signInId: Id,
  method: z.enum(['browser', 'device', 'password', 'secret', 'certificate', 'adminConsent']),
  purpose: z.enum(['add', 'check']),
  state: z.enum(['starting', 'browser', 'code', 'finishing', 'chooseDrives', 'done', 'failed', 'cancelled']),
  code: z.object({ userCode: z.string(), address: z.string() }).nullable(),
  /** In state "adminConsent": a link for an administrator. It contains no secret. */
  consentLink: z.string().nullable(),
  until: Instant.nullable(),
  account: Account.nullable(),
  /** What the organization granted: delegated scopes or application roles. */
  granted: z.array(z.string()).nullable(),
  /** The steps of a "check" that succeeded, in order, however it ended. */
  passed: z.array(
    z.enum(['cloud', 'tenant', 'client', 'redirect', 'credential', 'consent', 'permissions', 'drive']),
  ),
  failure: Failure.nullable(),
});
export type SignIn = z.infer<typeof SignIn>;

export const DriveOwner = z.object({ userId: Id, displayName: z.string(), address: z.string() });
export type DriveOwner = z.infer<typeof DriveOwner>;

/** notReady: never opened. unknown: the request failed. */
export const DriveState = z.enum(['ready', 'notReady', 'noLicence', 'unknown']);
export type DriveState = z.infer<typeof DriveState>;

export const DriveChoice = z.strictObject({
  user: z.string().min(1).max(1024),
  /** The account's name in Slipway; null: the person's name. */
  name: z.string().max(256).nullable(),
  group: z.string().max(256).nullable(),
  /** "/Finance/2026" to mount only this folder; null: the whole drive. */
  rootPath: z.string().max(1024).nullable(),
});
export type DriveChoice = z.infer<typeof DriveChoice>;

export const DriveAdded = z.object({
  user: z.string(),
  account: Account.nullable(),
  failure: Failure.nullable(),
});
export type DriveAdded = z.infer<typeof DriveAdded>;

/** Includes what an administrator has fixed. */
export const SignInDefaults = z.object({
  cloud: Cloud,
  tenant: z.string(),
  /** The build or policy provides a client id, so the person needs none. */
  hasClientId: z.boolean(),
  locked: z.array(z.enum(['cloud', 'tenant', 'clientId'])),
  /** null: all */
  allowedScopes: z.array(ScopeName).nullable(),
  /** The system can encrypt credentials; if false, only "session" is offered. */
  canSeal: z.boolean(),
});
export type SignInDefaults = z.infer<typeof SignInDefaults>;

export const Permissions = z.object({
  kind: z.enum(['delegated', 'application']),
  granted: z.array(
    z.object({
      name: z.string(),
      lastUsedAt: Instant.nullable(),
      /** Not needed in the last 90 days: a lesser granted permission would have covered every use. */
      droppable: z.boolean(),
      /** A lesser permission that would have covered every use, if any. */
      enough: z.string().nullable(),
    }),
  ),
  countedSince: Instant,
});
export type Permissions = z.infer<typeof Permissions>;

export const Removal = z.object({
  unfinishedTransfers: z.number().int().nonnegative(),
  documents: z.number().int().nonnegative(),
  /** Of those, with edits not in OneDrive yet. */
  unsavedEdits: z.number().int().nonnegative(),
});
export type Removal = z.infer<typeof Removal>;
