import { z } from 'zod';
import { Failure } from './errors.ts';
import { Account, Cloud, Credentials, Id, Instant } from './records.ts';

/** As which app, in which cloud and organisation somebody signs in. */
export const Registration = z.strictObject({
  cloud: Cloud,
  /** "common", "organizations", "consumers", a tenant id or a domain */
  tenant: z.string().min(1).max(253),
  /** null: the one this build or the administrator's policy brings */
  clientId: z.string().min(1).max(100).nullable(),
  /** A custom authority ("https://login.example.org/tenant") instead of the cloud's own; null as a rule. */
  authority: z.string().max(2048).nullable(),
});
export type Registration = z.infer<typeof Registration>;

/** Permissions of Microsoft Graph that Slipway knows how to use, least privilege first. */
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
  /** "check": the real flow for the registration guide; no account comes of it. */
  purpose: z.enum(['add', 'check']),
  keep: Credentials,
};
const delegated = {
  ...common,
  scopes: z.array(ScopeName).min(1).max(scopeNames.length),
  /** Sign in again, or with more scopes, as this account; null for a new one. */
  accountId: Id.nullable(),
};

/** A way to sign in. Whatever is secret goes in here and never comes out again. */
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
    /** As the portal shows it, when the person entered it: Slipway warns 14 days ahead. */
    secretExpiresAt: Instant.nullable(),
  }),
  z.strictObject({
    method: z.literal('certificate'),
    ...common,
    accountId: Id.nullable(),
    /** Offered files: a PFX, or a PEM with certificate and key, or both as two files. */
    tickets: z.array(Id).min(1).max(2),
    /** Of the PFX or the key; null where there is none. */
    password: Secret.nullable(),
  }),
  z.strictObject({ method: z.literal('adminConsent'), ...common, scopes: z.array(ScopeName) }),
]);
export type SignInRequest = z.infer<typeof SignInRequest>;
export type SignInMethod = SignInRequest['method'];

/**
 * starting -> browser (a page is open outside) or code (a device code is shown) -> finishing -> done. App-only ways
 * stop at chooseDrives until drives are added. failed and cancelled are ends.
 */
export const SignIn = z.object({
  signInId: Id,
  method: z.enum(['browser', 'device', 'password', 'secret', 'certificate', 'adminConsent']),
  purpose: z.enum(['add', 'check']),
  state: z.enum(['starting', 'browser', 'code', 'finishing', 'chooseDrives', 'done', 'failed', 'cancelled']),
  /** state "code": what to type where. */
  code: z.object({ userCode: z.string(), address: z.string() }).nullable(),
  /** state "adminConsent": the link for an administrator, to copy. It holds no secret. */
  consentLink: z.string().nullable(),
  /** When waiting for the person ends. */
  until: Instant.nullable(),
  /** state "done", purpose "add": the account that came of it. */
  account: Account.nullable(),
  /** What the organisation granted: delegated scopes or application roles. */
  granted: z.array(z.string()).nullable(),
  /** Steps of a "check" that succeeded, in their order, however it ended. */
  passed: z.array(
    z.enum(['cloud', 'tenant', 'client', 'redirect', 'credential', 'consent', 'permissions', 'drive']),
  ),
  failure: Failure.nullable(),
});
export type SignIn = z.infer<typeof SignIn>;

/** Somebody whose drive an app-only account may open. */
export const DriveOwner = z.object({ userId: Id, displayName: z.string(), address: z.string() });
export type DriveOwner = z.infer<typeof DriveOwner>;

/** Whether somebody has a drive: not before they opened it once, nor without a licence for it. unknown: it could not be asked. */
export const DriveState = z.enum(['ready', 'notReady', 'noLicence', 'unknown']);
export type DriveState = z.infer<typeof DriveState>;

/** One drive to open with app-only rights. */
export const DriveChoice = z.strictObject({
  /** Object id or user principal name */
  user: z.string().min(1).max(1024),
  /** What it is called in Slipway; null: the person's name. */
  name: z.string().max(256).nullable(),
  group: z.string().max(256).nullable(),
  /** "/Finance/2026": only this folder is mounted; null for the whole drive. */
  rootPath: z.string().max(1024).nullable(),
});
export type DriveChoice = z.infer<typeof DriveChoice>;

export const DriveAdded = z.object({
  user: z.string(),
  account: Account.nullable(),
  failure: Failure.nullable(),
});
export type DriveAdded = z.infer<typeof DriveAdded>;

/** What stands in the sign-in forms before a person types, and what an administrator has fixed. */
export const SignInDefaults = z.object({
  cloud: Cloud,
  tenant: z.string(),
  /** This build or a policy has a client id: the person need not bring one. */
  hasClientId: z.boolean(),
  /** Fields that an administrator's policy fixes. */
  locked: z.array(z.enum(['cloud', 'tenant', 'clientId'])),
  /** null: all */
  allowedScopes: z.array(ScopeName).nullable(),
  /** Credentials can be sealed by this system; else only "session" is offered. */
  canSeal: z.boolean(),
});
export type SignInDefaults = z.infer<typeof SignInDefaults>;

/** Permissions an account has, against those it used. */
export const Permissions = z.object({
  kind: z.enum(['delegated', 'application']),
  granted: z.array(
    z.object({
      name: z.string(),
      /** In the last 90 days; null: never in that time. */
      lastUsedAt: Instant.nullable(),
      /** Not needed in the last 90 days: nothing was done that no lesser granted permission covers. */
      droppable: z.boolean(),
      /** A lesser permission that would have done for all it was used for; null where none would. */
      enough: z.string().nullable(),
    }),
  ),
  /** Since when use is counted, where that is less than 90 days ago. */
  countedSince: Instant,
});
export type Permissions = z.infer<typeof Permissions>;

/** What would be lost when an account is removed. */
export const Removal = z.object({
  unfinishedTransfers: z.number().int().nonnegative(),
  documents: z.number().int().nonnegative(),
  /** Of those: with edits that are not in OneDrive yet. */
  unsavedEdits: z.number().int().nonnegative(),
});
export type Removal = z.infer<typeof Removal>;
