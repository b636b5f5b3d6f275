import { toInstant } from '../clock.ts';
import { toJson, type ServiceResponse } from '../http/exchange.ts';
import { GraphError, invalid, itemNotFound, nameTaken, quotaReached } from '../http/graph-error.ts';
import { isObject, readJson } from '../http/request.ts';
import { MAX_FILE_BYTES, toNameKey } from '../model/name-rules.ts';
import type { UploadSession } from '../model/upload-store.ts';
import type { World } from '../model/world.ts';
import type { Address } from './address.ts';
import { demandRoom } from './commit.ts';
import { parseInstant } from './instants.ts';
import { demandName, parseConflict } from './naming.ts';
import {
  author,
  demandCheckedOut,
  demandFolder,
  demandMatch,
  demandNothingThere,
  demandUnlocked,
  demandWriteAccess,
  type ItemRoute,
  type RequestContext,
} from './route.ts';

export const uploadRoutes: ItemRoute[] = [
  {
    method: 'POST',
    rest: /^(?:microsoft\.graph\.)?createUploadSession$/,
    label: 'POST createUploadSession',
    run: createSession,
  },
];

/**
 * `item.name` must equal the name in the URL. Without a conflict behavior, the documentation promises "fail",
 * but the real service was observed to replace: so does this one.
 */
async function createSession(context: RequestContext, address: Address): Promise<ServiceResponse> {
  const { world, request } = context;
  const { drive, node } = address;
  demandNothingThere(context, node);
  const parent = demandFolder(node === null ? address.parent : node.parent);
  demandWriteAccess(context, drive, node ?? parent);
  // A file that is shared without its folder takes no sessions.
  if (world.access(context.viewer, drive, parent) === 'none') throw itemNotFound();
  const body = await readJson(request);
  const item = isObject(body['item']) ? body['item'] : {};
  const byId = node !== null && !request.path.includes(':/');
  const conflict = parseConflict(
    item['@microsoft.graph.conflictBehavior'],
    byId ? 'replace' : world.quirks.sessionConflictDefault,
  );

  if (typeof item['name'] === 'string' && item['name'] !== address.name)
    throw invalid('The name does not match the URL.');
  if (node === null) demandName(drive, parent, address.name);
  else judgeExisting(context, address, conflict);
  if (node === null && request.header('if-match') !== null) throw itemNotFound();
  judgeSize(drive, item['fileSize'], node);
  judgeSecond(world, address, parent);

  const times = isObject(item['fileSystemInfo']) ? item['fileSystemInfo'] : {};
  const session = world.uploads.start({
    drive,
    parent,
    name: address.name,
    target: byId || conflict === 'replace' ? node : null,
    conflict,
    by: author(context.viewer),
    ifMatch: request.header('if-match'),
    deferCommit: body['deferCommit'] === true,
    createdMs: parseInstant(times['createdDateTime']),
    modifiedMs: parseInstant(times['lastModifiedDateTime']),
    unseen: world.quirks.newSession404,
  });
  return toJson(200, {
    '@odata.context': `${context.graphUrl}/$metadata#microsoft.graph.uploadSession`,
    uploadUrl: toUploadUrl(world, session),
    expirationDateTime: toInstant(session.expiresMs),
    nextExpectedRanges: ['0-'],
  });
}

function judgeExisting(context: RequestContext, address: Address, conflict: UploadSession['conflict']): void {
  const { drive, node } = address;
  if (node === null) return;
  demandMatch(context, drive, node);
  if (node.kind !== 'file' && conflict !== 'rename') throw nameTaken();
  if (conflict === 'fail') throw nameTaken();
  if (conflict !== 'replace') return;
  demandUnlocked(context, node);
  demandCheckedOut(node);
}

function judgeSize(drive: Address['drive'], fileSize: unknown, existing: Address['node']): void {
  if (typeof fileSize !== 'number') return;
  if (fileSize > MAX_FILE_BYTES)
    throw new GraphError(413, 'invalidRequest', 'The file is too large.', 'maxFileSizeExceeded');
  if (!demandRoom(drive, fileSize, existing)) throw quotaReached();
}

/** Business drives allow one session per file. */
function judgeSecond(world: World, address: Address, parent: NonNullable<Address['parent']>): void {
  if (address.drive.type === 'personal') return;
  const wanted = toNameKey(address.name);
  const busy = world.uploads.open.some(
    (one) => one.drive === address.drive && one.parent === parent && toNameKey(one.name) === wanted,
  );
  if (busy)
    throw new GraphError(
      409,
      'nameAlreadyExists',
      'Another upload session for this item is under way.',
      'uploadSessionIncomplete',
    );
}

export function toUploadUrl(world: World, session: UploadSession): string {
  return `${world.contentOrigin}/up/${session.key}`;
}
