import { expect, test } from 'vitest';
import { realClock } from '../testing/test-ports.ts';
import { createJustMade } from './just-made.ts';

test('thousands of folders made at once are all new', () => {
  const justMade = createJustMade(realClock);
  const made = Array.from({ length: 5_000 }, (_, at) => ({ driveId: 'd', itemId: String(at) }));
  for (const item of made) justMade.note(item);
  expect(made.filter((item) => !justMade.isNew(item))).toEqual([]);
  expect(justMade.isNew({ driveId: 'd', itemId: 'older' })).toBe(false);
});
