import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TransferRig } from './transfer-steps.ts';

/** Where what is downloaded from My Files of the sample drive lies. */
export const inMyFiles = (rig: TransferRig, ...path: string[]): string =>
  join(rig.documents, 'alex@contoso.example', 'myfiles', ...path);

/** The name of every file below the documents folder, temporary ones, too. */
export async function filesOf(rig: TransferRig): Promise<string[]> {
  const entries = await readdir(rig.documents, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();
}
