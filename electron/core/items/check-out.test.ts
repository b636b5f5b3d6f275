import { expect, test } from 'vitest';
import { textContent } from '../../sample/model/content.ts';
import { DANA } from '../../sample/model/people.ts';
import { SITES } from '../../sample/model/sites.ts';
import { createRig } from '../testing/rig.ts';
import { addSample } from '../testing/steps.ts';

test('checks out, checks in and discards a library file, but not one that others have checked out', async () => {
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

test('a check-out that somebody else has is reported as theirs, also if SharePoint answers 500', async () => {
  await using rig = await createRig({ driveType: 'business', content: 'empty' });
  const accountId = await addSample(rig);
  const library = rig.service.world.drives.ofSite(SITES[0])[1]!;
  const content = textContent('old');
  const node = library.add(library.root, { kind: 'file', name: 'a.txt', by: DANA, content });
  const item = { driveId: library.id, itemId: library.itemId(node) };
  node.rare = { ...node.rare, checkout: { by: DANA, content } };
  rig.service.faults.add({ route: 'POST checkout', status: 500, code: 'generalException' });
  const asked = { accountId, item, comment: '', action: 'checkOut' } as const;
  expect(await rig.failure('items.changeCheckOut', asked)).toMatchObject({
    code: 'checkedOut',
    facts: { who: 'Dana Reyes' },
  });
});

test.each([
  ['the answer is lost', (route: string) => ({ route, reset: 'afterEffect' as const })],
  ['it can not be read afterwards', () => ({ route: 'GET item', nth: 2, times: 4, status: 404 })],
])('doesn’t report a completed change as failed because %s', async (_, toFault) => {
  await using rig = await createRig({ driveType: 'business', content: 'empty' });
  const accountId = await addSample(rig);
  const library = rig.service.world.drives.ofSite(SITES[0])[1]!;
  const node = library.add(library.root, {
    kind: 'file',
    name: 'a.txt',
    by: DANA,
    content: textContent('old'),
  });
  const change = { accountId, item: { driveId: library.id, itemId: library.itemId(node) }, comment: '' };
  const steps = [
    ['checkOut', 'POST checkout'],
    ['checkIn', 'POST checkin'],
    ['checkOut', 'POST checkout'],
    ['discard', 'POST discardCheckout'],
  ] as const;
  for (const [action, route] of steps) {
    const isOut = action === 'checkOut';
    const fault = rig.service.faults.add(toFault(route));
    expect(await rig.call('items.changeCheckOut', { ...change, action })).toMatchObject({ isOut });
    fault.remove();
    expect(node.rare?.checkout !== undefined && node.rare.checkout !== null).toBe(isOut);
  }
});

test('a check-out by someone else isn’t taken for one whose response was lost', async () => {
  await using rig = await createRig({ driveType: 'business', content: 'empty' });
  const accountId = await addSample(rig);
  const library = rig.service.world.drives.ofSite(SITES[0])[1]!;
  const content = textContent('old');
  const node = library.add(library.root, { kind: 'file', name: 'a.txt', by: DANA, content });
  const change = { accountId, item: { driveId: library.id, itemId: library.itemId(node) }, comment: '' };
  rig.service.faults.add({ route: 'POST checkout', reset: 'beforeEffect' });
  rig.service.faults.add({
    route: 'GET item',
    nth: 1,
    edit: (json) => {
      node.rare = { ...node.rare, checkout: { by: DANA, content } };
      return json;
    },
  });
  expect(await rig.failure('items.changeCheckOut', { ...change, action: 'checkOut' })).toMatchObject({
    code: 'answerLost',
    subject: 'a.txt',
  });
});

test('reports a change that wasn’t made as failed', async () => {
  await using rig = await createRig({ driveType: 'business', content: 'empty' });
  const accountId = await addSample(rig);
  const library = rig.service.world.drives.ofSite(SITES[0])[1]!;
  const node = library.add(library.root, {
    kind: 'file',
    name: 'a.txt',
    by: DANA,
    content: textContent('old'),
  });
  const item = { driveId: library.id, itemId: library.itemId(node) };
  rig.service.faults.add({ route: 'POST checkout', reset: 'beforeEffect' });
  const change = { accountId, item, comment: '', action: 'checkOut' as const };
  expect(await rig.failure('items.changeCheckOut', change)).toMatchObject({ code: 'offline' });
});
