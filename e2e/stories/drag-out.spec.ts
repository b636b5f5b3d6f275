import type { ElectronApplication } from '@playwright/test';
import { host } from '../hosts.ts';
import { dragFiles, pull } from '../pages/drags.ts';
import { expect, test } from './story.ts';

interface StandIn {
  webContents: { getAllWebContents(): { drags: { files?: string[] }[] }[] };
  clipboard: { formats(): Record<string, string> };
}

const dragsOf = (app: ElectronApplication): Promise<string[][]> =>
  app.evaluate((electron) =>
    (electron as unknown as StandIn).webContents
      .getAllWebContents()
      .flatMap(({ drags }) => drags.map(({ files }) => files ?? [])),
  );

test.describe('on the stand-in', () => {
  test.skip(host !== 'stand-in', 'the real drag belongs to the system');

  test('local files are dragged as files, dropped in the window as their items, and copied as files', async ({
    app,
    page,
    files,
    sample,
  }) => {
    await files.open('myfiles/Finance');
    await files.select('Exchange rates.csv');
    await files.row('Read me first.txt').click({ modifiers: ['Control'] });
    await page.keyboard.press('Control+Shift+K');
    await expect(
      files.row('Read me first.txt').getByLabel('Always kept on this computer', { exact: true }),
    ).toBeVisible();
    await expect(
      files.row('Exchange rates.csv').getByLabel('Always kept on this computer', { exact: true }),
    ).toBeVisible();

    // A file that is still downloading can't be dragged as a file.
    await expect
      .poll(async () => {
        await page.keyboard.press('Control+c');
        return app.evaluate((electron) => (electron as unknown as StandIn).clipboard.formats());
      })
      .toMatchObject({
        'text/plain': 'myfiles/Finance/Exchange rates.csv\nmyfiles/Finance/Read me first.txt',
        'electron application/osclipboard;format="x-special/gnome-copied-files"': expect.stringMatching(
          /^copy\nfile:\/\/\S+\/Exchange%20rates\.csv\nfile:\/\/\S+\/Read%20me%20first\.txt$/,
        ),
      });

    const began = await pull(page, files.row('Exchange rates.csv'), 'files', async () => {
      await expect.poll(() => dragsOf(app)).toHaveLength(1);
      const [paths = []] = await dragsOf(app);
      expect(paths.map((path) => path.split('/').at(-1))).toEqual([
        'Exchange rates.csv',
        'Read me first.txt',
      ]);
      const drag = await dragFiles(page, paths);
      await drag.over(files.row('Invoices'));
      await expect(page.getByText('Move 2 items to “Invoices”')).toBeVisible();
      await drag.drop();
    });
    expect(began).toBeNull();
    await expect(files.row('Exchange rates.csv')).toHaveCount(0);
    expect(sample.drive.find('Finance/Invoices/Read me first.txt')).not.toBeNull();
    expect(sample.counters.count('PUT content')).toBe(0);
  });
});

test('@electron what a drag carries is written by the browser, and nothing else is', async ({
  app,
  page,
  files,
  local,
}) => {
  test.skip(host === 'stand-in', 'the stand-in’s Chromium lacks the app’s schemes');
  await files.open('myfiles/Finance');
  const dragged = await pull(page, files.row('Exchange rates.csv'), 'content');
  const [, url = ''] = /:(content:.+)$/.exec(dragged?.items.map(({ data }) => data).join('\n') ?? '') ?? [];
  const save = (from: string, path: string) =>
    app.evaluate(
      ({ session }, [source, target]) =>
        new Promise<string>((resolve) => {
          session.defaultSession.once('will-download', (event, item) => {
            if (event.defaultPrevented) resolve('prevented');
            item.setSavePath(target);
            item.once('done', (_event, state) => resolve(state));
          });
          session.defaultSession.downloadURL(source);
        }),
      [from, path] as const,
    );
  expect(await save(url, `${local.folder}/rates.csv`)).toBe('completed');
  expect(await save('content://0123456789abcdef/', `${local.folder}/other`)).toBe('prevented');
});

test('one file that is not local is dragged with a download URL; several are downloaded before they can be dragged', async ({
  page,
  files,
  sample,
}) => {
  await files.open('myfiles/Finance');
  const one = await pull(page, files.row('Exchange rates.csv'), 'content');
  const url = one?.items.find(({ mimeType }) => mimeType.toLowerCase() === 'downloadurl')?.data ?? '';
  expect(url).toMatch(/^text\/csv:Exchange rates\.csv:(content:\/\/save|http:\/\/save)/);
  await files.select('Exchange rates.csv');
  await files.row('Read me first.txt').click({ modifiers: ['Control'] });
  const held = sample.faults.hold({ route: 'GET download' });
  const several = await pull(page, files.row('Read me first.txt'), 'fetch', () =>
    page.evaluate(() => {
      window.dispatchEvent(new DragEvent('dragleave', { relatedTarget: null }));
      window.dispatchEvent(new DragEvent('dragend'));
    }),
  );
  expect(several?.items.map(({ mimeType }) => mimeType)).toEqual(['application/x-slipway-items']);
  await expect(page.getByText('Downloading 2 items. Drag them out again when they are here.')).toBeVisible();
  held.letGo();
  await expect(page.getByText('2 items are here. You can drag them out now.')).toBeVisible();
  await expect(page.getByText(/^Downloading 2 items/)).toBeHidden();
  expect(sample.counters.count('GET download')).toBe(2);
});
