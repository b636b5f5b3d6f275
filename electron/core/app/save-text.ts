import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toDiskError } from '../documents/disk-error.ts';
import { toNumberedName } from '../documents/local-name.ts';
import type { Picker } from '../ports.ts';

const maxNumber = 1_000;

/** Never overwrites a file. Returns its name; null if cancelled. @throws AppError diskFull, diskDenied … */
export async function saveText(
  picker: Picker,
  fileName: string,
  makeText: () => Promise<string>,
): Promise<string | null> {
  const folder = await picker.chooseFolder();
  if (folder === null) return null;
  const text = await makeText();
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? fileName : toNumberedName(fileName, number);
    try {
      await writeFile(join(folder, name), text, { flag: 'wx' });
      return name;
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EEXIST';
      if (!isTaken || number > maxNumber) throw toDiskError(error, folder);
    }
  }
}
