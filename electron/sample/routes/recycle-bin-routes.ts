import { GraphError, accessDenied, itemNotFound } from '../http/graph-error.ts';
import type { BinEntry, Drive } from '../model/drive.ts';
import { toGuid } from '../model/ids.ts';
import { toIdentitySet } from '../wire/identity.ts';
import { toWebUrl } from '../wire/paths.ts';
import { parseTop } from '../wire/query.ts';
import { toSiteKey } from '../wire/sharepoint-ids.ts';
import { toListing } from './listing.ts';
import type { PlainRoute, RequestContext } from './route.ts';

function drivesOf({ world }: RequestContext, siteId: string): Drive[] {
  const key = decodeURIComponent(siteId).toLowerCase();
  return world.drives.made.filter((drive) => toSiteKey(drive) === key);
}

/** "personal/alex_contoso_example/Documents/Finance": relative to the site's host, decoded. */
const toLocation = (drive: Drive, folder: string): string =>
  decodeURIComponent(new URL(toWebUrl(drive, drive.root)).pathname).slice(1) + folder;

const toRow = (drive: Drive, { node, folder, deletedMs, by }: BinEntry): Record<string, unknown> => ({
  // The id of the deletion, not of the item.
  id: toGuid(drive.number, -1000 - node.seq),
  name: node.name,
  title: node.name,
  size: node.sizeBytes,
  deletedDateTime: new Date(deletedMs).toISOString(),
  deletedFromLocation: toLocation(drive, folder),
  deletedBy: toIdentitySet(by, drive.type),
});

/** Microsoft's preview, where SharePoint lists a site's bin but can't restore from it. */
export const recycleBinRoutes: PlainRoute[] = [
  {
    method: 'GET',
    path: /^\/beta\/sites\/([^/]+)\/recycleBin\/items$/,
    label: 'GET recycleBin items',
    run(context, [siteId = '']) {
      const { world, viewer, request } = context;
      if (world.driveType === 'personal')
        throw new GraphError(400, 'BadRequest', 'This API is not supported for MSA accounts.');
      const drives = drivesOf(context, siteId);
      if (drives.length === 0) throw itemNotFound();
      if (drives.some((drive) => world.access(viewer, drive, drive.root) === 'none')) throw accessDenied();
      const rows = drives
        .flatMap((drive) => drive.binned().map((entry) => ({ drive, entry })))
        .toSorted((one, other) => other.entry.deletedMs - one.entry.deletedMs);
      const top = parseTop(request.query.get('$top'));
      return toListing(context, 'recycleBinItems', rows, top, ({ drive, entry }) => toRow(drive, entry));
    },
  },
];
