import { expect, test } from 'vitest';
import { AppError } from '../core/errors.ts';
import { explainFailedStart } from './failed-start.ts';

const systemError = (code: string) => Object.assign(new Error(code), { code, syscall: 'mkdir' });

test.each([
  [systemError('ENOSPC'), /disk is full.*\/profile/],
  // FAT allows no file of 4 GiB, however much space is free.
  [systemError('EFBIG'), /can’t read or write.*\/profile/],
  [Object.assign(new Error('database or disk is full'), { errcode: 13 }), /disk is full.*\/profile/],
  [Object.assign(new Error('unable to open database file'), { errcode: 14 }), /can’t read or write/],
  [new AppError('profileUnwritable', { facts: { disk: 'full' } }), /disk is full/],
  [systemError('EROFS'), /can’t read or write.*\/profile/],
  [systemError('EACCES'), /permission/],
  [new AppError('profileInUse'), /Another Slipway/],
  [new Error('no such module'), /no such module/],
])('a start that fails with %s explains why and what to do', (error, text) => {
  expect(explainFailedStart(error, '/profile')).toMatchObject({
    title: 'Slipway can’t start',
    text: expect.stringMatching(text),
  });
});
