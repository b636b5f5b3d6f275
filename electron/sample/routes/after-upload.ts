import { toContent, toBytes } from '../model/content.ts';
import type { Drive } from '../model/drive.ts';
import { rareOf, type DriveNode } from '../model/node.ts';
import type { World } from '../model/world.ts';
import { toExtension } from '../wire/mime-types.ts';
import { parsePngSize } from './png-size.ts';

const REWRITTEN = new Set(['docx', 'xlsx', 'pptx', 'pdf', 'html']);

export function afterUpload(world: World, drive: Drive, node: DriveNode): void {
  const { quirks, clock } = world;
  notePicture(node);
  if (quirks.rewritesOfficeFiles && REWRITTEN.has(toExtension(node.name)) && node.content !== null) {
    // SharePoint writes its own properties into the file, which changes size and hash.
    drive.replaceContent(
      node,
      toContent(toBytes(node.content), Buffer.from('\n<!-- enriched -->\n')),
      node.modifiedBy,
      node.modifiedMs,
    );
  }
  if (quirks.lateETagMs !== null) {
    clock.after(quirks.lateETagMs, () => {
      if (node.deletedMs === null) drive.touch(node, node.modifiedBy);
    });
  }
}

function notePicture(node: DriveNode): void {
  const { content } = node;
  if (content === null || toExtension(node.name) !== 'png') return;
  const size = parsePngSize(Buffer.concat(content.read(0, Math.min(32, content.sizeBytes))));
  if (size === null) return;
  rareOf(node).picture = {
    ...size,
    draw: content.sizeBytes <= 4 * 1024 * 1024 ? () => toBytes(content) : null,
  };
}
