import { expect, test } from 'vitest';
// oxlint-disable-next-line eslint/no-restricted-imports -- part of the tests: never reached from core.ts
import { textContent } from '../../sample/model/content.ts';
// oxlint-disable-next-line eslint/no-restricted-imports -- part of the tests: never reached from core.ts
import { DANA } from '../../sample/model/people.ts';
// oxlint-disable-next-line eslint/no-restricted-imports -- part of the tests: never reached from core.ts
import { SITES } from '../../sample/model/sites.ts';
import { createRig } from '../testing/rig.ts';
import { addSample } from '../testing/steps.ts';

test('a file of a library is checked out, checked in and discarded; what others hold is theirs', async () => {
  await using rig = await createRig({ driveType: 'business', content: 'empty' });
  const accountId = await addSample(rig);
  const library = rig.service.world.drives.ofSite(SITES[0])[1]!;
  const content = textContent('old');
  const node = library.add(library.root, { kind: 'file', name: 'a.txt', by: DANA, content });
  const item = { driveId: library.id, itemId: library.itemId(node) };
  const change = { accountId, item, comment: '' };
  expect(await rig.call('items.checkOut', { accountId, item })).toEqual({ isOut: false, by: null });
  expect(await rig.failure('items.changeCheckOut', { ...change, action: 'checkIn' })).toMatchObject({
    code: 'notCheckedOut',
    subject: 'a.txt',
  });
  const out = await rig.call('items.changeCheckOut', { ...change, action: 'checkOut' });
  expect(out).toEqual({ isOut: true, by: 'Alex Sample' });
  expect(node.rare?.checkout?.by.displayName).toBe('Alex Sample');
  library.replaceContent(node, textContent('newer'), DANA);
  await rig.call('items.changeCheckOut', { ...change, action: 'discard' });
  expect(node.content).toBe(content);
  await rig.call('items.changeCheckOut', { ...change, action: 'checkOut' });
  await rig.call('items.changeCheckOut', { ...change, action: 'checkIn', comment: 'Reviewed.' });
  expect(await rig.call('items.checkOut', { accountId, item })).toEqual({ isOut: false, by: null });

  node.rare = { ...node.rare, checkout: { by: DANA, content } };
  for (const action of ['checkOut', 'checkIn', 'discard'] as const)
    expect(await rig.failure('items.changeCheckOut', { ...change, action })).toMatchObject({
      code: 'checkedOut',
      subject: 'a.txt',
      facts: { who: 'Dana Reyes' },
    });
  expect(node.rare.checkout?.by).toBe(DANA);
});
