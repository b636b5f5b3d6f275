import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Licence } from '../../contract/program.ts';

/** The list that the build made. Empty where there is none: a build that serves its page while it is being written. */
export async function readLicences(file: URL): Promise<Licence[]> {
  const text = await readFile(file, 'utf8').catch(() => '[]');
  return z.array(Licence).parse(JSON.parse(text));
}
