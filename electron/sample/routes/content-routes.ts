import { toEmpty, toJson, type Answer } from '../http/exchange.ts';
import { GraphError, itemNotFound, quotaReached } from '../http/graph-error.ts';
import { toPresignedUrl } from '../http/presigned.ts';
import { toContent } from '../model/content.ts';
import { toExtension } from '../wire/mime-types.ts';
import { judgeTag } from '../wire/tags.ts';
import type { Address } from './address.ts';
import { commitContent, demandRoom } from './commit.ts';
import { toExpandedItem } from './expanded-item.ts';
import { demandName, parseConflict, settleName, unsupported } from './naming.ts';
import {
  author,
  demandFolder,
  demandMatch,
  demandNothingThere,
  demandUnlocked,
  demandWrite,
  readable,
  writable,
  type ItemRoute,
  type Scene,
} from './route.ts';

const SIMPLE_PUT_LIMIT_BYTES = 250 * 1024 * 1024;
const TO_PDF = new Set(
  'csv doc docx odp ods odt pot potm potx pps ppsx ppsxm ppt pptm pptx rtf xls xlsx'.split(' '),
);

export const contentRoutes: ItemRoute[] = [
  { method: 'GET', rest: /^content$/, label: 'GET content', run: getContent },
  { method: 'PUT', rest: /^content$/, label: 'PUT content', run: putContent },
];

function getContent(scene: Scene, address: Address): Answer {
  const node = readable(scene, address);
  const { drive } = address;
  if (node.kind !== 'file' || node.content === null) throw unsupported('The item has no content.');
  if (node.rare?.malware !== undefined)
    throw new GraphError(403, 'malwareDetected', 'Malware detected in the file.', 'virusSuspicious');
  if (judgeTag(scene.ask.header('if-none-match'), drive, node) === 'same') return toEmpty(304);
  const format = scene.ask.query.get('format');
  if (format === null)
    return toEmpty(302, { Location: toPresignedUrl(scene.world, 'download', drive, node) });
  if (format !== 'pdf' || !TO_PDF.has(toExtension(node.name)))
    throw new GraphError(406, 'notSupported', 'The file can not be converted.');
  return toEmpty(302, { Location: toPresignedUrl(scene.world, 'pdf', drive, node) });
}

async function putContent(scene: Scene, address: Address): Promise<Answer> {
  const { drive } = address;
  const { ask } = scene;
  demandNothingThere(scene, address.node);
  const conflict = parseConflict(ask.query.get('@microsoft.graph.conflictBehavior'), 'replace');
  if (address.node !== null && (conflict === 'replace' || address.rest === '')) {
    const node = writable(scene, address);
    if (node.kind !== 'file') throw unsupported('Only a file has content.');
  } else {
    const parent = demandFolder(address.parent);
    demandWrite(scene, drive, parent);
    if (address.node !== null) demandMatch(scene, drive, address.node);
    if (address.node === null && ask.header('if-match') !== null) throw itemNotFound();
    demandName(drive, parent, address.name);
  }
  const content = toContent(...(await ask.bytes(SIMPLE_PUT_LIMIT_BYTES)));
  // The body took its time: judge the place again as it is now.
  const parent = address.node?.parent ?? address.parent;
  if (parent === null || parent.deletedMs !== null) throw itemNotFound();
  if (address.node?.deletedMs === null) demandMatch(scene, drive, address.node);
  const byItem = address.node !== null && address.node.deletedMs === null ? address.node : null;
  const { name, existing } =
    byItem !== null && conflict === 'replace'
      ? { name: byItem.name, existing: byItem }
      : settleName(drive, parent, { name: address.name, kind: 'file', conflict });
  if (existing !== null) demandUnlocked(scene, existing);
  if (!demandRoom(drive, content.sizeBytes, existing)) throw quotaReached();
  const node = commitContent(scene.world, {
    drive,
    parent,
    name,
    existing,
    content,
    by: author(scene.viewer),
    createdMs: null,
    modifiedMs: null,
  });
  return toJson(existing === null ? 201 : 200, toExpandedItem(scene, drive, node, null, []));
}
