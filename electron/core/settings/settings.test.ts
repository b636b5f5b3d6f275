import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Settings } from '../../contract/settings.ts';
import { createSettings, defaultSettings } from './settings.ts';

const quiet = { info() {}, warn() {}, error() {} };

describe('settings', () => {
  let folder: string;
  let heard: Settings[];
  const start = () => createSettings({ folder, log: quiet, changed: (settings) => heard.push(settings) });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'slipway-settings-'));
    heard = [];
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('begin with the defaults and write nothing', async () => {
    expect((await start()).get()).toEqual(defaultSettings);
    expect(await readdir(folder)).toEqual([]);
  });

  test('survive a restart, and a change sends an event', async () => {
    const settings = await start();
    const changed = await settings.change({ theme: 'dark' });
    expect(changed).toEqual({ ...defaultSettings, theme: 'dark' });
    expect(heard).toEqual([changed]);
    expect((await start()).get()).toEqual(changed);
  });

  test('columns that an earlier version had hidden stay hidden', async () => {
    await writeFile(join(folder, 'settings.json'), '{"theme":"dark","hiddenColumns":["size"]}');
    const { theme, columns } = (await start()).get();
    expect(theme).toBe('dark');
    const hidden = columns.myfiles?.filter(({ isShown }) => !isShown).map(({ name }) => name);
    expect(hidden).toEqual(['size']);
    expect(columns.shared).toEqual(columns.myfiles);
    expect(await readdir(folder)).toEqual(['settings.json']);
  });

  test('keep all changes made at the same time', async () => {
    const settings = await start();
    await Promise.all([settings.change({ theme: 'light' }), settings.change({ density: 'comfortable' })]);
    expect((await start()).get()).toEqual({ ...defaultSettings, theme: 'light', density: 'comfortable' });
    expect(await readdir(folder)).toEqual(['settings.json']);
  });

  test.each(['{"theme":', '[]', 'null', '"dark"'])(
    'in a file that says %s are set aside and replaced by the defaults',
    async (text) => {
      await writeFile(join(folder, 'settings.json'), text);
      const settings = await start();
      expect(settings.get()).toEqual(defaultSettings);
      expect(await readFile(join(folder, 'settings.broken.json'), 'utf8')).toBe(text);
      await settings.change({ theme: 'dark' });
      expect((await start()).get().theme).toBe('dark');
    },
  );

  test('keep valid values beside a wrong one', async () => {
    await writeFile(join(folder, 'settings.json'), '{"theme":"purple","density":"comfortable"}');
    expect((await start()).get()).toEqual({ ...defaultSettings, density: 'comfortable' });
  });

  test('keep known values beside a setting of a newer version', async () => {
    await writeFile(join(folder, 'settings.json'), '{"theme":"dark","wallpaper":"sea"}');
    expect((await start()).get()).toEqual({ ...defaultSettings, theme: 'dark' });
    expect(await readdir(folder)).toEqual(['settings.json']);
  });

  test('don’t change if the change can’t be written', async () => {
    const settings = await start();
    await rm(folder, { recursive: true });
    await writeFile(folder, 'a file where the folder was');
    await expect(settings.change({ theme: 'dark' })).rejects.toThrow();
    expect(settings.get()).toEqual(defaultSettings);
    expect(heard).toEqual([]);
  });

  test('leave nothing on the disk when they are erased', async () => {
    await writeFile(join(folder, 'settings.json'), 'broken');
    const settings = await start();
    await settings.change({ theme: 'dark' });
    await settings.forget();
    expect(settings.get()).toEqual(defaultSettings);
    expect(await readdir(folder)).toEqual([]);
  });
});
