import { appendFile, rm } from 'node:fs/promises';
import { expect, test } from './story.ts';

const forever = Number.POSITIVE_INFINITY;

test('a file that somebody has open says so, waits with a time, and can be tried before it', async ({
  files,
  tray,
  local,
  sample,
}) => {
  sample.drive.lock('Documents/Reading list.txt');
  const path = await local.write('Reading list.txt', 'mine');
  await files.open('myfiles/Documents');
  await files.choose('Save file…', path);
  await tray.expectState('Reading list.txt', 'waiting');
  await expect(tray.row('Reading list.txt')).toContainText(/In use by someone, next try in \d+ (s|min)/);
  expect(sample.drive.bytes('Documents/Reading list.txt').toString()).not.toBe('mine');

  // Who closed it knows, and need not wait.
  sample.drive.lock('Documents/Reading list.txt', false);
  await tray.press('Reading list.txt', 'Try Reading list.txt again');
  await expect(tray.row('Reading list.txt')).toContainText('Updated in OneDrive');
  expect(sample.drive.bytes('Documents/Reading list.txt').toString()).toBe('mine');
});

test('a full OneDrive is told with what is safe; Details hold status and request id; Try again goes on', async ({
  files,
  tray,
  local,
  sample,
}) => {
  sample.faults.add({
    route: 'PUT content',
    status: 507,
    code: 'quotaLimitReached',
    headers: { 'request-id': 'a1b2c3d4-full' },
  });
  const path = await local.write('too much.txt', 'too much');
  await files.open('myfiles/Inbox');
  await files.choose('Upload files…', path);
  await tray.expectState('too much.txt', 'failed');
  await expect(tray.row('too much.txt')).toContainText('OneDrive is full');
  await expect(tray.row('too much.txt')).toContainText('is safe on this computer');
  const details = await tray.details('too much.txt');
  await expect(details).toContainText('507');
  await expect(details).toContainText('a1b2c3d4-full');
  await expect(details).not.toContainText(sample.accessToken);
  await expect(details).not.toContainText('http');
  await tray.row('too much.txt').getByRole('button', { name: 'Try again', exact: true }).click();
  await tray.expectState('too much.txt', 'done');
  expect(sample.drive.bytes('Inbox/too much.txt').toString()).toBe('too much');
});

test('a connection that breaks once is not even mentioned, and no byte is lost', async ({
  files,
  tray,
  local,
  sample,
}) => {
  const broken = sample.faults.add({ route: 'PUT content', reset: 'beforeEffect' });
  const path = await local.write('again.txt', 'again');
  await files.open('myfiles/Inbox');
  await files.choose('Upload files…', path);
  await tray.expectState('again.txt', 'done');
  expect(broken.struck).toBe(1);
  expect(sample.drive.bytes('Inbox/again.txt').toString()).toBe('again');
});

test('an answer that got lost does not make a second file', async ({ files, tray, local, sample }) => {
  sample.faults.add({ route: 'PUT content', reset: 'afterEffect' });
  const path = await local.write('once.txt', 'once');
  await files.open('myfiles/Inbox');
  await files.choose('Upload files…', path);
  await tray.expectState('once.txt', 'done');
  expect(sample.drive.tree('Inbox')).toEqual(['once.txt']);
});

test('a lost network is named, and what was started goes on when it is back', async ({
  files,
  tray,
  local,
  sample,
}) => {
  const path = await local.write('patient.txt', 'patient');
  await files.open('myfiles/Inbox');
  const outage = sample.faults.add({ reset: 'beforeEffect', times: forever });
  await files.choose('Upload files…', path);
  await expect(tray.row('patient.txt')).toContainText('Offline, goes on by itself');
  outage.remove();
  await tray.expectState('patient.txt', 'done');
  expect(sample.drive.bytes('Inbox/patient.txt').toString()).toBe('patient');
});

test('when OneDrive asks to wait, the seconds are counted down and it goes on by itself', async ({
  files,
  tray,
  local,
  sample,
}) => {
  const path = await local.write('throttled.txt', 'throttled');
  await files.open('myfiles/Inbox');
  sample.faults.add({ route: 'PUT content', status: 429, headers: { 'Retry-After': '3' } });
  await files.choose('Upload files…', path);
  await expect(tray.row('throttled.txt')).toContainText(/OneDrive asks us to wait [23] s/);
  await expect(tray.row('throttled.txt')).toContainText('OneDrive asks us to wait 1 s');
  await tray.expectState('throttled.txt', 'done');
  expect(sample.drive.bytes('Inbox/throttled.txt').toString()).toBe('throttled');
});

test('a service in trouble is tried again without a word from the person', async ({
  files,
  tray,
  local,
  sample,
}) => {
  const trouble = sample.faults.add({ route: 'PUT content', status: 500, times: 2 });
  const path = await local.write('stubborn.txt', 'stubborn');
  await files.open('myfiles/Inbox');
  await files.choose('Upload files…', path);
  await tray.expectState('stubborn.txt', 'done');
  expect(trouble.struck).toBe(2);
  expect(sample.drive.bytes('Inbox/stubborn.txt').toString()).toBe('stubborn');
});

test('a name OneDrive refuses is told before anything is sent, and with the reason', async ({
  files,
  tray,
  local,
  sample,
}) => {
  const path = await local.write('what?.txt', 'what');
  await files.open('myfiles/Inbox');
  await files.choose('Upload files…', path);
  await tray.expectState('what?.txt', 'failed');
  await expect(tray.row('what?.txt')).toContainText("can't be used as a name in OneDrive");
  await expect(tray.row('what?.txt')).toContainText('?');
  expect(sample.counters.count('PUT content')).toBe(0);
});

test('a file that changes while it is sent is not stored half old, half new', async ({
  files,
  tray,
  local,
  sample,
}) => {
  const begun = sample.faults.hold({ route: 'POST createUploadSession' });
  const path = await local.write('growing.bin', 6_000_000);
  await files.open('myfiles/Inbox');
  await files.choose('Upload files…', path);
  await expect.poll(() => begun.struck).toBe(1);
  await appendFile(path, 'more');
  begun.letGo();
  await tray.expectState('growing.bin', 'failed');
  await expect(tray.row('growing.bin')).toContainText('changed while it was being read');
  expect(sample.drive.tree('Inbox')).toEqual([]);
  await tray.row('growing.bin').getByRole('button', { name: 'Try again', exact: true }).click();
  await tray.expectState('growing.bin', 'done');
  expect(sample.drive.find('Inbox/growing.bin')?.sizeBytes).toBe(6_000_004);
});

test('a file that is gone when its turn comes is named as missing', async ({
  files,
  tray,
  local,
  sample,
}) => {
  const held = sample.faults.hold({ route: 'PUT content', times: 4 });
  // Four are sent, and four more get ready for it.
  const numbers = Array.from({ length: 8 }, (_, at) => at + 1);
  const busy = await Promise.all(numbers.map((n) => local.write(`busy ${n}.txt`, `busy ${n}`)));
  const gone = await local.write('gone.txt', 'gone');
  await files.open('myfiles/Inbox');
  await files.choose('Upload files…', [...busy, gone]);
  await tray.grow();
  await tray.expectState('busy 8.txt', 'checking');
  await tray.expectState('gone.txt', 'queued');
  await rm(gone);
  held.letGo();
  await tray.expectState('gone.txt', 'failed');
  await expect(tray.row('gone.txt')).toContainText('is no longer on this computer');
  await tray.expectState('busy 8.txt', 'done');
});

test('a folder whose owner lets us look only says so, with the owner’s file untouched', async ({
  files,
  tray,
  local,
  sample,
}) => {
  const path = await local.write('Expense report.xlsx', 'mine');
  await files.open('shared/HR/Forms');
  sample.faults.add({ route: 'PUT content', status: 403, code: 'accessDenied' });
  await files.choose('Upload files…', path);
  await tray.expectState('Expense report.xlsx', 'failed');
  await expect(tray.row('Expense report.xlsx')).toContainText(
    'You may not do that with “Expense report.xlsx”',
  );
  expect(sample.driveOf('dana@contoso.example').bytes('HR/Forms/Expense report.xlsx').toString()).not.toBe(
    'mine',
  );
});
