import { z } from 'zod';
import { Failure } from './errors.ts';

export const NetworkSettings = z.object({
  proxy: z.enum(['system', 'none', 'manual']),
  /** "http://proxy.example:8080"; used for `manual`. */
  proxyAddress: z.string().max(1_000),
  /** Hosts that bypass the proxy: "localhost, .example.com, 10.0.0.0/8". */
  proxyExceptions: z.string().max(4_000),
});
export type NetworkSettings = z.infer<typeof NetworkSettings>;

export const NetworkState = z.object({
  /** The proxy for OneDrive: "proxy.example:8080"; null: none. */
  proxy: z.string().nullable(),
  /** The system's network signs in to that proxy, with NTLM or Kerberos. */
  bySystem: z.boolean(),
  signInWanted: z
    .object({
      proxy: z.string(),
      realm: z.string().nullable(),
      wasRefused: z.boolean(),
    })
    .nullable(),
  signedInTo: z.array(z.object({ proxy: z.string(), isSealed: z.boolean() })),
  /** The proxy address in Settings is invalid, so requests go directly. */
  isAddressWrong: z.boolean(),
  /** Authorities of the system that are trusted in addition to the app's own. */
  systemCertificates: z.number().int(),
});
export type NetworkState = z.infer<typeof NetworkState>;

export const checkParts = ['name', 'proxy', 'certificate', 'graph', 'signIn', 'upload'] as const;

export const ConnectionCheck = z.object({
  part: z.enum(checkParts),
  /** `skipped`: not applicable. `inspected`: works, but TLS is intercepted. */
  state: z.enum(['ok', 'inspected', 'skipped', 'failed']),
  host: z.string(),
  /** The certificate's issuer, or the proxy used. */
  who: z.string().nullable(),
  failure: Failure.nullable(),
});
export type ConnectionCheck = z.infer<typeof ConnectionCheck>;
