import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TransferRig } from './transfer-steps.ts';

export const inMyFiles = (rig: TransferRig, ...path: string[]): string =>
  join(rig.documents, 'alex@contoso.example', 'myfiles', ...path);

export async function filesOf(rig: TransferRig): Promise<string[]> {
  const entries = await readdir(rig.documents, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();
}
