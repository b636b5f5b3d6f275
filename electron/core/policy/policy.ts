import { Cloud } from '../../contract/records.ts';
import { ScopeName } from '../../contract/sign-in.ts';
import type { PolicyExpectation, PolicyProblem } from '../../contract/program.ts';
import { z } from 'zod';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const domain = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;
const namedTenants = new Set(['common', 'organizations', 'consumers']);
const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Encrypted, or on this computer: updates must not be replaced in transit. */
function isFeed(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname));
}

export const policyFields = {
  clientId: z.string().regex(guid),
  tenant: z.string().refine((text) => namedTenants.has(text) || guid.test(text) || domain.test(text)),
  cloud: Cloud,
  allowedScopes: z.array(ScopeName),
  /** null: this computer is never offered an update. */
  updateFeed: z.string().refine(isFeed).nullable(),
} as const;

export type PolicyField = keyof typeof policyFields;

const quoted = (values: Iterable<string>): string => [...values].map((value) => `"${value}"`).join(', ');

export const expectedOf: Readonly<Record<PolicyField, PolicyExpectation>> = {
  clientId: { kind: 'clientId', values: '00000000-0000-0000-0000-000000000000' },
  tenant: { kind: 'tenant', values: quoted(namedTenants) },
  cloud: { kind: 'oneOf', values: quoted(Cloud.options) },
  allowedScopes: { kind: 'someOf', values: quoted(ScopeName.options) },
  updateFeed: { kind: 'feed', values: '' },
};

/**
 * null means not fixed, except in a `locked` field: there it is the administrator's value ("no updates"), or
 * replaces one that is invalid.
 */
export interface Policy {
  clientId: string | null;
  tenant: string | null;
  cloud: Cloud | null;
  allowedScopes: ScopeName[] | null;
  updateFeed: string | null;
  /** Fields that neither settings nor defaults override. */
  locked: PolicyField[];
  path: string | null;
  problems: PolicyProblem[];
}

export const noPolicy: Policy = {
  clientId: null,
  tenant: null,
  cloud: null,
  allowedScopes: null,
  updateFeed: null,
  locked: [],
  path: null,
  problems: [],
};

// Object.keys widens to string.
export const policyFieldNames = Object.keys(policyFields) as PolicyField[];

/**
 * Closed, not open: nobody signs in and nothing is updated until the administrator has repaired the file; the
 * sample drive works.
 */
export function toClosedPolicy(path: string, problem: PolicyProblem): Policy {
  return { ...noPolicy, allowedScopes: [], locked: [...policyFieldNames], path, problems: [problem] };
}
