import { z } from 'zod';
import { Instant } from './records.ts';

/** What a link lets people do. */
export const LinkType = z.enum(['view', 'edit']);
export type LinkType = z.infer<typeof LinkType>;

/** Who can use a link: anybody who has it, people of the organization, or the people it was made for. */
export const LinkScope = z.enum(['anonymous', 'organization', 'users']);
export type LinkScope = z.infer<typeof LinkScope>;

/** What people may do; "other" is a role of SharePoint that Slipway has no word for. */
export const AccessRole = z.enum(['owner', 'write', 'read', 'other']);
export type AccessRole = z.infer<typeof AccessRole>;

export const AccessPerson = z.object({
  name: z.string(),
  email: z.string().nullable(),
  isGroup: z.boolean(),
});
export type AccessPerson = z.infer<typeof AccessPerson>;

/** One reason why people have access: they were invited, or have a link. The link's address never reaches the page. */
export const AccessGrant = z.object({
  grantId: z.string().min(1).max(2048),
  role: AccessRole,
  /** Nobody in particular for a link that anybody may use. */
  people: z.array(AccessPerson),
  /** An invitation that was sent to an address and not accepted yet is no link: its person is in `people`. */
  link: z
    .object({
      /** "other": embedded, or of a kind that is new. */
      type: z.enum(['view', 'edit', 'other']),
      scope: LinkScope.nullable(),
      preventsDownload: z.boolean(),
    })
    .nullable(),
  /** Given on a folder above, and changed there only. Its name, "" where the service does not say which. */
  inheritedFrom: z.string().nullable(),
  expiresAt: Instant.nullable(),
  hasPassword: z.boolean(),
});
export type AccessGrant = z.infer<typeof AccessGrant>;

/** Who has access to an item, as far as the service shows it to this person. */
export const ItemAccess = z.object({
  grants: z.array(AccessGrant),
  /** Who may be given a link here, the narrowest last. */
  linkScopes: z.array(LinkScope),
  /** Links can have a password: on personal drives. */
  canHavePassword: z.boolean(),
});
export type ItemAccess = z.infer<typeof ItemAccess>;

/** One state of a file's content. */
export const FileVersion = z.object({
  versionId: z.string().min(1).max(512),
  modifiedAt: Instant.nullable(),
  modifiedBy: z.string().nullable(),
  sizeBytes: z.number().int().nonnegative().nullable(),
  isCurrent: z.boolean(),
});
export type FileVersion = z.infer<typeof FileVersion>;
