import { toEmpty, toJson, type ServiceResponse } from '../http/exchange.ts';
import { GraphError, itemNotFound, quotaReached } from '../http/graph-error.ts';
import { toPresignedUrl } from '../http/presigned.ts';
import { toContent } from '../model/content.ts';
import type { Drive } from '../model/drive.ts';
import type { DriveNode } from '../model/node.ts';
import { toExtension } from '../wire/mime-types.ts';
import { judgeTag } from '../wire/tags.ts';
import type { Address } from './address.ts';
import { commitContent, demandRoom } from './commit.ts';
import { toExpandedItem } from './expanded-item.ts';
import { demandName, parseConflict, settleName, unsupported } from './naming.ts';
import {
  author,
  demandCheckedOut,
  demandFolder,
  demandMatch,
  demandNothingThere,
  demandUnlocked,
  demandWriteAccess,
  demandReadable,
  demandWritable,
  type ItemRoute,
  type RequestContext,
} from './route.ts';

const SIMPLE_PUT_LIMIT_BYTES = 250 * 1024 * 1024;
const TO_PDF = new Set(
  'csv doc docx odp ods odt pot potm potx pps ppsx ppsxm ppt pptm pptx rtf xls xlsx'.split(' '),
);

export const contentRoutes: ItemRoute[] = [
  { method: 'GET', rest: /^content$/, label: 'GET content', run: getContent },
  { method: 'PUT', rest: /^content$/, label: 'PUT content', createsFolders: true, run: putContent },
];

function getContent(context: RequestContext, address: Address): ServiceResponse {
  return toContentLocation(context, address.drive, demandReadable(context, address));
}

export function toContentLocation(context: RequestContext, drive: Drive, node: DriveNode): ServiceResponse {
  if (node.kind !== 'file' || node.content === null) throw unsupported('The item has no content.');
  if (node.rare?.malware !== undefined)
    throw new GraphError(403, 'malwareDetected', 'Malware detected in the file.', 'virusSuspicious');
  if (judgeTag(context.request.header('if-none-match'), drive, node) === 'same') return toEmpty(304);
  const format = context.request.query.get('format');
  if (format === null)
    return toEmpty(302, { Location: toPresignedUrl(context.world, 'download', drive, node) });
  if (format !== 'pdf' || !TO_PDF.has(toExtension(node.name)))
    throw new GraphError(406, 'notSupported', 'The file can not be converted.');
  return toEmpty(302, { Location: toPresignedUrl(context.world, 'pdf', drive, node) });
}

async function putContent(context: RequestContext, address: Address): Promise<ServiceResponse> {
  const { drive } = address;
  const { request } = context;
  demandNothingThere(context, address.node);
  const conflict = parseConflict(request.query.get('@microsoft.graph.conflictBehavior'), 'replace');
  if (address.node !== null && (conflict === 'replace' || address.rest === '')) {
    const node = demandWritable(context, address);
    if (node.kind !== 'file') throw unsupported('Only a file has content.');
  } else {
    const parent = demandFolder(address.parent);
    demandWriteAccess(context, drive, parent);
    if (address.node !== null) demandMatch(context, drive, address.node);
    if (address.node === null && request.header('if-match') !== null) throw itemNotFound();
    demandName(drive, parent, address.name);
  }
  const content = toContent(...(await request.bytes(SIMPLE_PUT_LIMIT_BYTES)));
  // The body took time, so the target is checked again.
  const nearest = address.node?.parent ?? address.parent;
  if (nearest === null || nearest.deletedMs !== null) throw itemNotFound();
  const parent = createMissing(context, address, nearest);
  if (address.node?.deletedMs === null) demandMatch(context, drive, address.node);
  const byItem = address.node !== null && address.node.deletedMs === null ? address.node : null;
  const { name, existing } =
    byItem !== null && conflict === 'replace'
      ? { name: byItem.name, existing: byItem }
      : settleName(drive, parent, { name: address.name, kind: 'file', conflict });
  if (existing !== null) {
    demandUnlocked(context, existing);
    demandCheckedOut(existing);
  }
  if (!demandRoom(drive, content.sizeBytes, existing)) throw quotaReached();
  const node = commitContent(context.world, {
    drive,
    parent,
    name,
    existing,
    content,
    by: author(context.viewer),
    createdMs: null,
    modifiedMs: null,
  });
  return toJson(existing === null ? 201 : 200, toExpandedItem(context, drive, node, null, []));
}

/** Folders that the path names and nobody has created. */
function createMissing(context: RequestContext, { drive, missing }: Address, nearest: DriveNode): DriveNode {
  return missing.reduce((parent, name) => {
    demandName(drive, parent, name);
    return (
      drive.child(parent, name) ?? drive.add(parent, { kind: 'folder', name, by: author(context.viewer) })
    );
  }, nearest);
}
