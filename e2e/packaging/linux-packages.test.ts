import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../run/root.ts';
import { createWorkshop, whyNotBuilt, whyNot, writeMadeUpPacker, type Workshop } from './packaged.ts';

const metainfo = 'assets/linux/example.slipway.app.metainfo.xml';
const noDesktopTool = whyNot('desktop-file-validate', '--help');
const noAppStream = whyNot('appstreamcli', '--version');
const no7zip = whyNot('7za', 'i');

const run = (command: string, args: string[]): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    execFile(command, args, (error, stdout, stderr) =>
      resolve({ code: error ? 1 : 0, output: stdout + stderr }),
    );
  });

const notBuilt = whyNotBuilt();

let workshop: Workshop;
beforeAll(async () => {
  workshop = await createWorkshop();
});
afterAll(() => workshop.close());

describe.skipIf(notBuilt !== null)('deb and rpm', () => {
  let asked: { args: string[]; desktop: string }[] = [];
  const argsOf = (kind: string): string[] => asked.find(({ args }) => args.includes(kind))?.args ?? [];

  beforeAll(async () => {
    const packer = await writeMadeUpPacker(workshop.folder);
    const { code, output } = await workshop.run(['--linux', 'deb', 'rpm', '--x64'], {
      CUSTOM_FPM_PATH: packer.path,
    });
    expect(code, output).toBe(0);
    asked = JSON.parse(await readFile(packer.asked, 'utf8')) as typeof asked;
  });

  test.each(['deb', 'rpm'])(
    '%s installs the program, icons, desktop entry and catalog entry in the right places',
    (kind) => {
      const args = argsOf(kind);
      expect(args).toContain(`${metainfo}=/usr/share/metainfo/example.slipway.app.metainfo.xml`);
      expect(args).toContainEqual(
        expect.stringMatching(/\.desktop=\/usr\/share\/applications\/slipway\.desktop$/),
      );
      for (const size of [16, 48, 256, 512]) {
        const icon = new RegExp(`=/usr/share/icons/hicolor/${size}x${size}/apps/slipway\\.png$`);
        expect(args).toContainEqual(expect.stringMatching(icon));
      }
      expect(args).toContainEqual(expect.stringMatching(/\/=\/opt\/Slipway$/));
      expect(args[args.indexOf('--license') + 1]).toBe('MIT');
    },
  );

  test('the desktop entry opens onedrive: places and names its categories', () => {
    expect(asked.map(({ desktop }) => desktop)).toHaveLength(2);
    for (const { desktop } of asked) {
      expect(desktop).toContain('\nMimeType=x-scheme-handler/onedrive;\n');
      expect(desktop).toContain('\nCategories=Network;FileTransfer;\n');
      expect(desktop).toContain('\nExec=/opt/Slipway/slipway %U\n');
      expect(desktop).toContain('\nStartupWMClass=slipway\n');
    }
  });

  test.skipIf(noDesktopTool !== null)('the desktop entry is valid', async () => {
    const file = join(workshop.folder, 'slipway.desktop');
    await writeFile(file, asked[0]?.desktop ?? '');
    expect(await run('desktop-file-validate', [file])).toEqual({ code: 0, output: '' });
  });
});

test.skipIf(noAppStream !== null)('the catalog entry is valid AppStream', async () => {
  const { code, output } = await run('appstreamcli', ['validate', '--no-net', join(root, metainfo)]);
  expect(code, output).toBe(0);
});

test.skipIf((no7zip ?? notBuilt) !== null)(
  'zip and tar.gz contain the whole program',
  async () => {
    const { code, output } = await workshop.run(['--linux', 'zip', 'tar.gz', '--x64'], {
      ELECTRON_BUILDER_7ZIP_PATH: (await run('sh', ['-c', 'command -v 7za'])).output.trim(),
    });
    expect(code, output).toBe(0);
    const dist = join(workshop.folder, 'dist');
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    const zip = await run('7za', ['l', '-slt', join(dist, `Slipway-${version}-linux-x64.zip`)]);
    expect(zip.output).toContain('Path = resources/app.asar');
    expect(zip.output).toContain('Path = slipway');
    const tar = await run('tar', ['-tzf', join(dist, `Slipway-${version}-linux-x64.tar.gz`)]);
    expect(tar.output).toMatch(/\/resources\/app\.asar$/m);
  },
  180_000,
);
