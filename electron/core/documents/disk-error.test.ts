import { open } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { AppError } from '../errors.ts';
import { toDiskError } from './disk-error.ts';

const systemError = (code: string) => Object.assign(new Error(code), { code, syscall: 'write' });

test.each([
  ['ENOSPC', 'diskFull'],
  ['EDQUOT', 'diskFull'],
  ['EACCES', 'diskDenied'],
  ['EROFS', 'diskDenied'],
  ['EIO', 'diskDenied'],
  ['ENOENT', 'localFileMissing'],
  ['ENAMETOOLONG', 'pathTooLong'],
])('T39 the disk error %s becomes %s', (code, expected) => {
  expect(toDiskError(systemError(code), 'a.txt')).toMatchObject({ code: expected, subject: 'a.txt' });
});

test('a file that the file system doesn’t allow is not reported as a full disk', () => {
  expect(toDiskError(systemError('EFBIG'), 'a.iso')).toMatchObject({ facts: { disk: 'limit' } });
  expect(toDiskError(systemError('ENOSPC'), 'a.iso')).toMatchObject({ code: 'diskFull', facts: {} });
});

test.skipIf(process.platform !== 'linux')('T39 a disk that is really full is reported as full', async () => {
  const full = await open('/dev/full', 'w');
  try {
    const cause: unknown = await full.write(Buffer.from('text')).catch((error: unknown) => error);
    expect(toDiskError(cause, 'a.txt')).toMatchObject({ code: 'diskFull' });
  } finally {
    await full.close();
  }
});

test('an error that isn’t from the disk stays unchanged', () => {
  const bug = new TypeError('bug');
  expect(toDiskError(bug, 'a.txt')).toBe(bug);
  const known = new AppError('malware');
  expect(toDiskError(known, 'a.txt')).toBe(known);
});
