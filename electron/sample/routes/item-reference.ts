import { invalid, itemNotFound } from '../http/graph-error.ts';
import type { Drive } from '../model/drive.ts';
import type { DriveNode } from '../model/node.ts';
import { demandFolder } from './route.ts';

export function findReferenced(drive: Drive, reference: Record<string, unknown>): DriveNode | null {
  const { id, path } = reference;
  if (id !== undefined && id !== null) {
    if (typeof id !== 'string') throw invalid('The parent id is not valid.');
    return demandFolder(drive.byId(id));
  }
  if (path === undefined || path === null) return null;
  const found =
    typeof path === 'string' ? /^\/?(?:(?:me\/)?drive|drives\/[^/:]+)\/root:?(\/.*)?$/s.exec(path) : null;
  if (found === null) throw invalid('The parent path is not valid.', 'invalidPath');
  let at: DriveNode | null = drive.root;
  for (const name of (found[1] ?? '').split('/').filter((part) => part !== '')) {
    at = drive.child(demandFolder(at), name) ?? drive.child(demandFolder(at), decode(name));
    if (at === null) throw itemNotFound();
  }
  return demandFolder(at);
}

export function toNamedDriveId({ driveId, path }: Record<string, unknown>): string | null {
  if (typeof driveId === 'string') return driveId;
  const inPath = typeof path === 'string' ? /^\/?drives\/([^/:]+)\//.exec(path)?.[1] : undefined;
  return inPath === undefined ? null : decode(inPath);
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
