import { toEmpty, type ServiceResponse } from '../http/exchange.ts';
import { GraphError, invalid, itemNotFound } from '../http/graph-error.ts';
import { isObject, readJson } from '../http/request.ts';
import type { Drive } from '../model/drive.ts';
import { rareOf, selfAndAncestors, selfAndDescendants, type DriveNode } from '../model/node.ts';
import type { Person } from '../model/people.ts';
import type { CopyJob } from '../model/copy-jobs.ts';
import { toQuota } from '../wire/drive-json.ts';
import type { Address } from './address.ts';
import { findReferenced, toNamedDriveId } from './item-reference.ts';
import { parseConflict, settleName } from './naming.ts';
import {
  author,
  demandFolder,
  demandWriteAccess,
  demandReadable,
  type ItemRoute,
  type RequestContext,
} from './route.ts';

const ITEM_LIMIT = 30_000;

export const copyRoutes: ItemRoute[] = [
  { method: 'POST', rest: /^(?:microsoft\.graph\.)?copy$/, label: 'POST copy', run: copy },
];

async function copy(context: RequestContext, address: Address): Promise<ServiceResponse> {
  const node = demandReadable(context, address);
  const { world } = context;
  const body = await readJson(context.request);
  const target = findTarget(context, address.drive, node, body['parentReference']);
  demandWriteAccess(context, target.drive, target.folder);
  if ([...selfAndAncestors(target.folder)].includes(node))
    throw invalid('A folder can not be copied into itself.');
  const name = typeof body['name'] === 'string' ? body['name'] : node.name;
  const asked =
    address.drive.type === 'personal' ? null : context.request.query.get('@microsoft.graph.conflictBehavior');
  const count = [...selfAndDescendants(node)].length;
  if (count > ITEM_LIMIT)
    throw new GraphError(400, 'invalidRequest', 'Too many items.', 'totalAffectedItemCountExceeded');

  const outcome = attempt(() => {
    if (node.sizeBytes > toQuota(target.drive).remaining)
      throw new GraphError(507, 'quotaLimitReached', 'Insufficient space available.');
    const { name: free, existing } = settleName(target.drive, target.folder, {
      name,
      kind: node.kind,
      conflict: parseConflict(asked, 'fail'),
    });
    if (existing !== null) target.drive.remove(existing, false, author(context.viewer));
    const copied = copyTree(node, target.drive, target.folder, free, author(context.viewer));
    return { resourceId: target.drive.itemId(copied) };
  });
  const job = world.copyJobs.start(1, outcome);
  return toEmpty(202, { Location: `${world.contentOrigin}/monitor/${job.key}` });
}

function attempt(work: () => { resourceId: string }): CopyJob['outcome'] {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    if (error.status === 400) throw error;
    return { errorCode: error.code, description: error.message };
  }
}

function findTarget(
  context: RequestContext,
  drive: Drive,
  node: DriveNode,
  reference: unknown,
): { drive: Drive; folder: DriveNode } {
  if (!isObject(reference)) return { drive, folder: demandFolder(node.parent) };
  const { id } = reference;
  const driveId = toNamedDriveId(reference);
  const targetDrive = driveId === null ? drive : context.world.drives.byId(driveId);
  if (targetDrive === null) throw itemNotFound();
  const folder = id === 'root' ? targetDrive.root : findReferenced(targetDrive, reference);
  return { drive: targetDrive, folder: folder ?? targetDrive.root };
}

/** Copies the client's times, but neither metadata nor permissions. */
function copyTree(node: DriveNode, drive: Drive, parent: DriveNode, name: string, by: Person): DriveNode {
  const copied = drive.add(parent, {
    kind: node.kind,
    name,
    by,
    content: node.content,
    ...(node.kind === 'package' ? { sizeBytes: node.sizeBytes } : {}),
  });
  copied.modifiedMs = node.modifiedMs;
  copied.createdMs = node.createdMs;
  if (node.rare?.picture !== undefined) rareOf(copied).picture = node.rare.picture;
  for (const child of node.children?.values() ?? []) copyTree(child, drive, copied, child.name, by);
  return copied;
}
