import type { Drive } from '../model/drive.ts';
import type { DriveNode } from '../model/node.ts';

/** Changes with properties and content. Includes quotes, as on the wire. */
export function toETag(drive: Drive, node: DriveNode): string {
  return `"{${drive.guid(node)}},${node.eVersion}"`;
}

/** Changes with content only, or with anything below a personal folder. Business folders have none. */
export function toCTag(drive: Drive, node: DriveNode): string | null {
  if (drive.type !== 'personal' && node.kind !== 'file') return null;
  return `"c:{${drive.guid(node)}},${node.cVersion}"`;
}

export type TagVerdict = 'none' | 'same' | 'different' | 'malformed';

/** Case-sensitively. */
export function judgeTag(header: string | null, drive: Drive, node: DriveNode): TagVerdict {
  if (header === null) return 'none';
  if (header === '*') return 'same';
  if (!/^(?:W\/)?".*"$/.test(header)) return 'malformed';
  return header === toETag(drive, node) || header === toCTag(drive, node) ? 'same' : 'different';
}
