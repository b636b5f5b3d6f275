import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { z } from 'zod';
import { Licence } from '../../contract/program.ts';

const decompress = promisify(brotliDecompress);

export async function readLicences(file: URL): Promise<Licence[]> {
  const packed = await readFile(file).catch(() => null);
  if (packed === null) return [];
  return z.array(Licence).parse(JSON.parse((await decompress(packed)).toString('utf8')));
}
