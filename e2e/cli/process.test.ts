import { execFileSync } from 'node:child_process';
import { chown, mkdir, mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createSampleService, type SampleService } from '../../electron/sample/sample-service.ts';
import { runSlipway, startSlipway, type SpawnOptions } from './spawn-slipway.ts';

interface Setup extends AsyncDisposable {
  sample: SampleService;
  profile: string;
  folder: string;
  options: SpawnOptions;
}

async function createSetup(): Promise<Setup> {
  const sample = await createSampleService({ content: 'empty' });
  const base = await mkdtemp(join(tmpdir(), 'slipway-process-'));
  const [profile, folder] = [join(base, 'profile'), join(base, 'folder')];
  await mkdir(folder);
  const environment = { SLIPWAY_SAMPLE: `${sample.graphUrl}#${sample.accessToken}` };
  return {
    sample,
    profile,
    folder,
    options: { profile, folder, environment },
    async [Symbol.asyncDispose]() {
      await sample.close();
      await rm(base, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function createSampleSetup(): Promise<Setup> {
  const setup = await createSetup();
  await runSlipway(['accounts', 'add-sample'], setup.options);
  return setup;
}

describe('commands as separate programs', () => {
  test('use the profile one after another, or ask the process that owns it', async () => {
    await using setup = await createSampleSetup();
    setup.sample.drive.addFile('a.txt', 'a');
    const ran = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        runSlipway(n % 2 === 0 ? ['list'] : ['save', '-', `myfiles/${n}.txt`], {
          ...setup.options,
          stdin: `content ${n}`,
        }),
      ),
    );
    expect(ran.map(({ code, err }) => [code, err])).toEqual(ran.map(() => [0, '']));
    expect(setup.sample.drive.tree()).toEqual(['1.txt', '3.txt', '5.txt', '7.txt', 'a.txt']);
    expect((await readdir(setup.profile)).filter((name) => name.endsWith('.sock'))).toEqual([]);
  });

  test('a killed command is resumed without sending anything twice', async () => {
    await using setup = await createSampleSetup();
    await writeFile(join(setup.folder, 'big.bin'), Buffer.alloc(30 * 1024 * 1024, 5));
    const held = setup.sample.faults.hold({ route: 'PUT upload range', nth: 2 });
    const saving = startSlipway(['save', 'big.bin', 'myfiles'], setup.options);
    await expect.poll(() => held.struck).toBe(1);
    saving.child.kill('SIGKILL');
    await saving.ended;
    held.letGo();
    const resumed = await runSlipway(['transfers', 'resume', '--no-json'], setup.options);
    expect(resumed).toMatchObject({ code: 0, err: '' });
    expect(setup.sample.drive.tree()).toEqual(['big.bin']);
    expect(setup.sample.drive.bytes('big.bin')).toHaveLength(30 * 1024 * 1024);
  });

  test('allows the reader of stdout to close early', async () => {
    await using setup = await createSampleSetup();
    setup.sample.drive.addFolder('Big', { files: 3_000 });
    const listing = startSlipway(['list', '-r'], setup.options);
    listing.child.stdout?.once('data', () => listing.child.stdout?.destroy());
    expect(await listing.ended).toMatchObject({ code: 0, err: '' });
    expect((await readdir(setup.profile)).filter((name) => name.endsWith('.sock'))).toEqual([]);
  });

  test('a sample drive needs no profile and leaves none', async () => {
    await using setup = await createSetup();
    const environment = { SLIPWAY_SAMPLE: '' };
    const { code, out } = await runSlipway(['list', '--sample', '--no-json'], {
      ...setup.options,
      environment,
    });
    expect(code).toBe(0);
    expect(out).toContain('Finance/');
    expect(await readdir(setup.profile).catch(() => [])).toEqual([]);
  });
});

test.skipIf(process.platform !== 'linux')(
  'an empty or relative folder in a variable counts as unset',
  async () => {
    await using setup = await createSetup();
    const named = join(setup.folder, 'named');
    const usual = join(setup.folder, '.config');
    for (const [configuration, expected] of [
      ['', usual],
      ['relative', usual],
      [named, named],
    ] as const) {
      const environment = { HOME: setup.folder, XDG_CONFIG_HOME: configuration, SLIPWAY_PROFILE: '' };
      const { out } = await runSlipway(['where'], { ...setup.options, environment });
      expect(JSON.parse(out)).toMatchObject({ profile: join(expected, 'Slipway') });
    }
    const folders = JSON.stringify(new URL('../stand-in/user-folders.ts', import.meta.url).href);
    const program = `import { homeFolder } from ${folders}; console.log(homeFolder())`;
    const home = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      env: { ...process.env, HOME: '' },
      encoding: 'utf8',
    });
    expect(home.trim()).toBe(userInfo().homedir);
  },
);

describe('errors of commands', () => {
  test('a socket without a listener is reported', async () => {
    await using setup = await createSampleSetup();
    const path = join(setup.profile, 'command.sock');
    const sockets: Socket[] = [];
    const server = createServer((socket) => void sockets.push(socket));
    await new Promise<void>((resolve) => server.listen(path, resolve));
    const ran = await runSlipway(['list', '--no-json'], setup.options);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain(`Another Slipway uses this profile and doesn’t respond: ${path}.`);
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
    await writeFile(path, 'left behind');
    expect(await runSlipway(['list'], setup.options)).toMatchObject({ code: 0 });
  });

  test.skipIf(process.getuid?.() !== 0)('another user’s profile is not touched', async () => {
    await using setup = await createSampleSetup();
    await chown(setup.profile, 12_345, 12_345);
    const before = await readdir(setup.profile);
    const ran = await runSlipway(['list', '--no-json'], setup.options);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain(`The profile ${setup.profile} belongs to another user.`);
    expect(await readdir(setup.profile)).toEqual(before);
  });

  test('a file that grows while it is read from stdin is not sent', async () => {
    await using setup = await createSampleSetup();
    const path = join(setup.folder, 'log.txt');
    await writeFile(path, Buffer.alloc(64 * 1024 * 1024, 1));
    await using reading = await open(path, 'r');
    const saving = startSlipway(['save', '--no-json', '-', 'myfiles/log.txt'], {
      ...setup.options,
      stdin: reading.fd,
    });
    await using writing = await open(path, 'a');
    const over = new AbortController();
    const growing = (async () => {
      while (!over.signal.aborted) await writing.appendFile('more\n');
    })();
    const ran = await saving.ended;
    over.abort();
    await growing;
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain('The file at stdin changed while it was being read. Nothing was sent.');
    expect(setup.sample.drive.tree()).toEqual([]);
    expect(await readdir(join(setup.profile, 'offered')).catch(() => [])).toEqual([]);
  });

  test.skipIf(process.platform !== 'linux')(
    'reports a disk that can’t hold a file and leaves nothing half done',
    async () => {
      await using setup = await createSampleSetup();
      setup.sample.drive.addFile('big.bin', Buffer.alloc(4_000_000, 7));
      const full = { ...setup.options, through: ['prlimit', '--fsize=2000000'] };
      const spooled = await runSlipway(['save', '--no-json', '-', 'myfiles/dump.bin'], {
        ...full,
        stdin: 'x'.repeat(4_000_000),
      });
      expect(spooled).toMatchObject({ code: 1, out: '' });
      expect(spooled.err).toContain('is too large for this disk.');
      const fetched = await runSlipway(['download', '--no-json', '--to', '.', 'myfiles/big.bin'], full);
      expect(fetched).toMatchObject({ code: 1, out: '' });
      expect(fetched.err).toContain('“big.bin” is too large for this disk.');
      expect(await readdir(setup.folder)).toEqual([]);
      expect(setup.sample.drive.tree()).toEqual(['big.bin']);
    },
  );
});
