// Do not disturb is the system's: it holds back notifications, but knows nothing of other ways to draw attention.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../run/root.ts';

const attention =
  /\bnew Notification\(|\bflashFrame\(|\.bounce\(|\bbeep\(|\bnew Audio\(|\bAudioContext\b|\bdisplayBalloon\(/;

const findCalls = (paths: readonly string[], read: (path: string) => string): string[] =>
  paths.filter((path) => attention.test(read(path)));

test('finds other ways to draw attention', () => {
  const texts: Record<string, string> = {
    a: 'app.dock.bounce()',
    b: 'shell.beep()',
    c: 'win.flashFrame(true)',
  };
  expect(findCalls(['a', 'b', 'c'], (path) => texts[path] ?? '')).toEqual(['a', 'b', 'c']);
});

test('only the system’s notifications draw attention, from one place', () => {
  const paths = ['electron', 'renderer'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts'))
      .map((path) => join(folder, path)),
  );
  const calls = findCalls(paths, (path) => readFileSync(join(root, path), 'utf8'));
  expect(calls).toEqual([join('electron/shell/tray/notices.ts')]);
});
