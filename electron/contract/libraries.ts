import { z } from 'zod';

const Id = z.string().min(1).max(512);

/** A separate drive of a SharePoint site, opened by its root folder. */
export const Library = z.object({
  driveId: Id,
  rootId: Id,
  /** Named as in the OneDrive sync app: "Team - Documents". Unique within the account. */
  name: z.string().min(1).max(1024),
  siteName: z.string().max(1024),
  webUrl: z.string().max(2048),
  /** followed: with a site, until the person no longer follows it. added: by a person. */
  source: z.enum(['followed', 'added']),
  /** false: a person removed it from the list. Its name stays known for open windows and local copies. */
  isListed: z.boolean(),
});
export type Library = z.infer<typeof Library>;

export const FoundLibrary = Library.pick({ driveId: true, name: true, siteName: true, webUrl: true }).extend({
  siteId: Id,
  isListed: z.boolean(),
});
export type FoundLibrary = z.infer<typeof FoundLibrary>;

/** `hasMore`: the search found more sites than it examined. */
export const FoundLibraries = z.object({ libraries: z.array(FoundLibrary), hasMore: z.boolean() });
export type FoundLibraries = z.infer<typeof FoundLibraries>;
