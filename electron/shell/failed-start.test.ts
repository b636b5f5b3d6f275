import { expect, test } from 'vitest';
import { AppError } from '../core/errors.ts';
import { explainFailedStart } from './failed-start.ts';

const systemError = (code: string) => Object.assign(new Error(code), { code, syscall: 'mkdir' });

test.each([
  [systemError('ENOSPC'), /disk is full.*\/profile/],
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
