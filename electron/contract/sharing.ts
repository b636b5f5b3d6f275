import { z } from 'zod';
import { Instant } from './values.ts';

export const LinkType = z.enum(['view', 'edit']);
export type LinkType = z.infer<typeof LinkType>;

/** Anyone who has the link, people in the organization, or specific people. */
export const LinkScope = z.enum(['anonymous', 'organization', 'users']);
export type LinkScope = z.infer<typeof LinkScope>;

/** "other" is a SharePoint role unknown to Slipway. */
export const AccessRole = z.enum(['owner', 'write', 'read', 'other']);
export type AccessRole = z.infer<typeof AccessRole>;

export const AccessPerson = z.object({
  /** Null if the service doesn't say who it is. */
  personId: z.string().nullable(),
  name: z.string(),
  email: z.string().nullable(),
  isGroup: z.boolean(),
});
export type AccessPerson = z.infer<typeof AccessPerson>;

/** An invitation or a link. The link's address never reaches the page. */
export const AccessGrant = z.object({
  grantId: z.string().min(1).max(2048),
  role: AccessRole,
  /** Empty for a link that anyone may use. */
  people: z.array(AccessPerson),
  /** null for an invitation, even one not accepted yet; its person is in `people`. */
  link: z
    .object({
      /** "other": embedded, or an unknown type. */
      type: z.enum(['view', 'edit', 'other']),
      scope: LinkScope.nullable(),
      preventsDownload: z.boolean(),
    })
    .nullable(),
  /** The folder it is inherited from, where it can be changed; "" if the service doesn't say which. */
  inheritedFrom: z.string().nullable(),
  expiresAt: Instant.nullable(),
  hasPassword: z.boolean(),
});
export type AccessGrant = z.infer<typeof AccessGrant>;

/** As far as this person may see it. */
export const ItemAccess = z.object({
  grants: z.array(AccessGrant),
  /** Link scopes that this kind of drive has, narrowest last; "users" on work drives only. */
  linkScopes: z.array(LinkScope),
  /** false: it's someone else's, who lets this person only view it. */
  mayShare: z.boolean(),
  /** Only personal drives support link passwords. */
  canHavePassword: z.boolean(),
});
export type ItemAccess = z.infer<typeof ItemAccess>;

export const FileVersion = z.object({
  versionId: z.string().min(1).max(512),
  modifiedAt: Instant.nullable(),
  modifiedBy: z.string().nullable(),
  sizeBytes: z.number().int().nonnegative().nullable(),
  isCurrent: z.boolean(),
});
export type FileVersion = z.infer<typeof FileVersion>;
