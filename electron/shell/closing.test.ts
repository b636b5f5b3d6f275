import { expect, it } from 'vitest';
import { aTransferSummary } from '../contract/testing/fixtures.ts';
import { judgeClosing } from './closing.ts';

const quiet = aTransferSummary({ failed: 2, done: 5 });
const busy = { ...quiet, active: 2, waiting: 1, safeToClose: false };

it('a window closes at once when nothing is in progress', () => {
  expect(judgeClosing(quiet, 1, false)).toBe('close');
});

it('the last window asks while transfers run, with the safe answer first', () => {
  expect(judgeClosing(busy, 1, false)).toMatchObject({
    message: '3 transfers are not finished',
    buttons: ['Keep Slipway open', 'Continue at next start', 'Close when done', 'Cancel them and close'],
  });
});

it('the question says whether transfers will resume, start over, or both', () => {
  expect(judgeClosing(busy, 1, false)).toHaveProperty('detail', expect.stringMatching(/^They continue when/));
  expect(judgeClosing({ ...busy, startOver: 3 }, 1, false)).toMatchObject({
    detail: expect.stringMatching(/^They start over when Slipway starts again: .*keyring/) as string,
    buttons: ['Keep Slipway open', 'Start over at next start', 'Close when done', 'Cancel them and close'],
  });
  expect(judgeClosing({ ...busy, startOver: 1 }, 1, false)).toMatchObject({
    detail: expect.stringMatching(/^When Slipway starts again, 2 continue and 1 starts over: /) as string,
  });
});

it('a single transfer uses the singular', () => {
  expect(judgeClosing({ ...quiet, conflicts: 1, safeToClose: false }, 1, false)).toMatchObject({
    message: '1 transfer is not finished',
    detail: expect.stringMatching(/^It waits for your decision, now or when/) as string,
  });
});

it('transfers that wait for a decision are not said to continue', () => {
  expect(judgeClosing({ ...busy, conflicts: 2 }, 1, false)).toHaveProperty(
    'detail',
    expect.stringMatching(/^They continue when Slipway starts again\. 2 of them wait for your decision\./),
  );
});

it('transfers continue in another open window, and an answered question isn’t repeated', () => {
  expect(judgeClosing(busy, 2, false)).toBe('close');
  expect(judgeClosing(busy, 1, true)).toBe('close');
});

it('with everything paused nothing is asked, except for a transfer that waits for a choice', () => {
  expect(judgeClosing({ ...busy, allPaused: true }, 1, false)).toBe('close');
  expect(judgeClosing({ ...busy, allPaused: true, conflicts: 1 }, 1, false)).not.toBe('close');
});

it('transfers lost on restart are asked about even while paused, and not promised to resume', () => {
  const question = judgeClosing({ ...busy, paused: 1, allPaused: true, persisted: false }, 1, false);
  expect(question).toMatchObject({
    message: '4 transfers are not finished',
    buttons: ['Keep Slipway open', 'Close without finishing', 'Close when done', 'Cancel them and close'],
  });
  expect(question).toHaveProperty('detail', expect.stringContaining('won’t continue'));
});

it('a few running deletes count like transfers, even while all others are paused', () => {
  expect(judgeClosing({ ...quiet, quiet: 3, safeToClose: false }, 1, false)).toMatchObject({
    message: '3 transfers are not finished',
    detail: expect.stringContaining('They continue when Slipway starts again.'),
  });
  expect(judgeClosing({ ...busy, quiet: 1, allPaused: true }, 1, false)).not.toBe('close');
});

it('edits not yet in OneDrive are named, safe, and can be saved first', () => {
  const question = judgeClosing(quiet, 1, false, { edits: ['Ideas.txt'] });
  expect(question).toMatchObject({
    message: 'Your changes to “Ideas.txt” aren’t in OneDrive yet',
    detail: 'They are safe on this computer, and Slipway sends them or asks you again at the next start.',
    choices: ['stay', 'continueLater', 'whenDone'],
    buttons: ['Keep Slipway open', 'Close now', 'Save and close'],
  });
  const many = { edits: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] };
  expect(judgeClosing(quiet, 1, false, many)).toMatchObject({
    message: 'Your changes to 7 files aren’t in OneDrive yet',
    detail: expect.stringContaining('“a”, “b”, “c”, “d”, “e”, and 2 more'),
  });
  expect(judgeClosing(busy, 1, false, { edits: ['Ideas.txt'] })).toHaveProperty(
    'detail',
    expect.stringContaining('“Ideas.txt”'),
  );
  expect(judgeClosing(quiet, 2, false, many)).toBe('close');
});
