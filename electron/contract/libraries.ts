import { z } from 'zod';

const Id = z.string().min(1).max(512);

/** A document library of a SharePoint site. It is a drive of its own, and is opened by its root folder. */
export const Library = z.object({
  driveId: Id,
  rootId: Id,
  /** As the sync app of OneDrive calls it: "Team - Documents". No other library of the account is called so. */
  name: z.string().min(1).max(1024),
  siteName: z.string().max(1024),
  /** Where the library is on the web. */
  webUrl: z.string().max(2048),
  /** followed: with a site that the person follows; it goes when the site is no longer followed. added: by a person. */
  source: z.enum(['followed', 'added']),
  /** false: a person took it off the list. It keeps its name, for windows and copies that have to do with it. */
  isListed: z.boolean(),
});
export type Library = z.infer<typeof Library>;

/** A library that a search found, before it is on the list. */
export const FoundLibrary = Library.pick({ driveId: true, name: true, siteName: true, webUrl: true }).extend({
  siteId: Id,
  isListed: z.boolean(),
});
export type FoundLibrary = z.infer<typeof FoundLibrary>;

/** What a search for sites found. `hasMore`: more sites than were looked into. */
export const FoundLibraries = z.object({ libraries: z.array(FoundLibrary), hasMore: z.boolean() });
export type FoundLibraries = z.infer<typeof FoundLibraries>;
