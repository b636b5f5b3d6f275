import { z } from 'zod';
import { Failure } from './errors.ts';

/** Which proxy is used: what the system says, none, or one that a person entered. */
export const NetworkSettings = z.object({
  proxy: z.enum(['system', 'none', 'manual']),
  /** "http://proxy.example:8080"; counts for `manual`. */
  proxyAddress: z.string().max(1_000),
  /** Hosts that go without it: "localhost, .example.com, 10.0.0.0/8". */
  proxyExceptions: z.string().max(4_000),
});
export type NetworkSettings = z.infer<typeof NetworkSettings>;

export const NetworkState = z.object({
  /** "proxy.example:8080", for what goes to OneDrive; null: directly. */
  proxy: z.string().nullable(),
  /** The system's own network signs in to that proxy, with NTLM or Kerberos. */
  bySystem: z.boolean(),
  /** A proxy that wants a name and a password; null: none. */
  signInWanted: z
    .object({
      proxy: z.string(),
      realm: z.string().nullable(),
      /** The proxy did not accept what was given before. */
      wasRefused: z.boolean(),
    })
    .nullable(),
  /** Proxies that somebody signed in to, with a password that can be forgotten. */
  signedInTo: z.array(z.object({ proxy: z.string(), isSealed: z.boolean() })),
  /** What was entered as the address of a proxy is none: requests go directly. */
  isAddressWrong: z.boolean(),
  /** Authorities of this computer's store that are trusted beside the app's own. */
  systemCertificates: z.number().int(),
});
export type NetworkState = z.infer<typeof NetworkState>;

export const checkParts = ['name', 'proxy', 'certificate', 'graph', 'signIn', 'upload'] as const;

/** One part of the way to OneDrive. */
export const ConnectionCheck = z.object({
  part: z.enum(checkParts),
  /** `skipped`: there is nothing to look at, such as a proxy where none is used. `inspected`: works, and somebody reads along. */
  state: z.enum(['ok', 'inspected', 'skipped', 'failed']),
  host: z.string(),
  /** Who signed the certificate; the proxy of a part that goes by one. */
  who: z.string().nullable(),
  failure: Failure.nullable(),
});
export type ConnectionCheck = z.infer<typeof ConnectionCheck>;
