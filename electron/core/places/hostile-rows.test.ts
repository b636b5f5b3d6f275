import { expect, test } from 'vitest';
import { createRig } from '../testing/rig.ts';
import { addSample, namesOf, openListed } from '../testing/steps.ts';

test.each([1024, 1025, 5000])(
  'a name of %i characters is shown shortened and marked, beside the others',
  async (length) => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFile('x'.repeat(length), 'long');
    rig.service.drive.addFile('a.txt', 'short');
    const { viewId } = await openListed(rig, { accountId: await addSample(rig) });
    const shown = length <= 1024 ? 'x'.repeat(length) : `${'x'.repeat(1023)}…`;
    expect(await namesOf(rig, viewId)).toEqual(['a.txt', shown]);
  },
);
