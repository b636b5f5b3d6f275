import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../run/root.ts';

/** Installs the launcher as a package does, with a program that prints its arguments, and runs it. */
async function launch(
  program: string,
  args: readonly string[],
  link: boolean,
  env: NodeJS.ProcessEnv = {},
): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway launcher-'));
  try {
    const launcher = join(folder, 'Slipway', 'bin', 'slipway');
    await mkdir(dirname(launcher), { recursive: true });
    await copyFile(join(root, 'assets/bin/slipway'), launcher);
    const played = join(folder, 'Slipway', program);
    await mkdir(dirname(played), { recursive: true });
    await writeFile(played, '#!/bin/sh\nfor each in "$@"; do echo "$each"; done\n');
    await chmod(played, 0o755);
    const called = link ? join(folder, 'called') : launcher;
    if (link) await symlink('Slipway/bin/slipway', called);
    return await new Promise((resolve, reject) => {
      execFile(called, args, { env: { ...process.env, ...env } }, (error, stdout) =>
        error === null ? resolve(stdout.split('\n').slice(0, -1)) : reject(error),
      );
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe.skipIf(process.platform === 'win32')('the launcher', () => {
  test.each([false, true])('runs a command without a display on Linux (through a link: %s)', async (link) => {
    expect(await launch('slipway', ['save', 'a b.txt', '--json', 'myfiles/$x'], link)).toEqual([
      '--ozone-platform=headless',
      '--command-line',
      '--',
      'save',
      'a b.txt',
      '--json',
      'myfiles/$x',
    ]);
  });

  test('runs a command on macOS with the program of the bundle', async () => {
    expect(await launch('MacOS/Slipway', ['list'], true)).toEqual(['--command-line', '--', 'list']);
  });

  test('opens the window of a profile if only a profile is given', async () => {
    expect(await launch('slipway', ['--profile', 'work'], false)).toEqual(['--profile', 'work']);
    expect(await launch('slipway', ['--profile=work'], true)).toEqual(['--profile=work']);
    expect(await launch('slipway', ['--profile', 'work', 'list'], false)).toContain('--command-line');
  });

  test('opens the window if no command is given', async () => {
    expect(await launch('slipway', [], true)).toEqual([]);
  });

  test('runs commands and the window through the wrapper that Flatpak needs', async () => {
    const bin = await mkdtemp(join(tmpdir(), 'slipway wrapper-'));
    try {
      const wrapper = join(bin, 'zypak-wrapper');
      await writeFile(wrapper, '#!/bin/sh\necho wrapped\nexec "$@"\n');
      await chmod(wrapper, 0o755);
      const env = { FLATPAK_ID: 'example.slipway.app', PATH: `${bin}:${process.env['PATH']}` };
      expect(await launch('slipway', ['list'], true, env)).toEqual([
        'wrapped',
        '--ozone-platform=headless',
        '--command-line',
        '--',
        'list',
      ]);
      expect(await launch('slipway', [], true, env)).toEqual(['wrapped']);
      expect(await launch('slipway', ['--profile=work'], true, env)).toEqual(['wrapped', '--profile=work']);
    } finally {
      await rm(bin, { recursive: true });
    }
  });
});
