import { GraphError, invalid, nameTaken } from '../http/graph-error.ts';
import type { Drive } from '../model/drive.ts';
import { judgeName, MAX_PATH_CHARS } from '../model/name-rules.ts';
import type { DriveNode } from '../model/node.ts';
import type { ConflictBehavior } from '../model/upload-store.ts';
import { toDecodedPath } from '../wire/paths.ts';

export function demandName(drive: Drive, parent: DriveNode, name: string): void {
  const verdict = judgeName(name, {
    atLibraryRoot: drive.type !== 'personal' && parent.parent === null,
    isWork: drive.type !== 'personal',
  });
  if (verdict === 'invalid') throw invalid('The resource name is invalid.', 'invalidPath');
  // The limit excludes the leading slash.
  if (verdict === 'tooLong' || `${toDecodedPath(parent)}/${name}`.length - 1 > MAX_PATH_CHARS) {
    throw invalid('The resource path is too long.', 'pathIsTooLong');
  }
}

export function parseConflict(value: unknown, otherwise: ConflictBehavior): ConflictBehavior {
  if (value === undefined || value === null) return otherwise;
  if (value === 'fail' || value === 'replace' || value === 'rename') return value;
  throw invalid(`The conflict behavior ${JSON.stringify(value)} is not supported.`);
}

export function freeName(
  drive: Drive,
  parent: DriveNode,
  name: string,
  kind: 'file' | 'folder' | 'package',
): string {
  const dot = kind === 'file' ? name.lastIndexOf('.') : -1;
  const stem = dot > 0 ? name.slice(0, dot) : name;
  const ending = dot > 0 ? name.slice(dot) : '';
  for (let number = 1; ; number += 1) {
    const candidate = `${stem} ${number}${ending}`;
    if (drive.child(parent, candidate) === null) return candidate;
  }
}

export function settleName(
  drive: Drive,
  parent: DriveNode,
  wanted: { name: string; kind: DriveNode['kind']; conflict: ConflictBehavior; except?: DriveNode },
): { name: string; existing: DriveNode | null } {
  const { name, kind, conflict } = wanted;
  demandName(drive, parent, name);
  const existing = drive.child(parent, name);
  if (existing === null || existing === wanted.except) return { name, existing: null };
  if (conflict === 'rename') return { name: freeName(drive, parent, name, kind), existing: null };
  if (conflict === 'fail' || existing.kind !== kind) throw nameTaken();
  return { name, existing };
}

export function unsupported(message: string): GraphError {
  return new GraphError(400, 'notSupported', message);
}
