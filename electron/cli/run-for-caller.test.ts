import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepareLanguage, t } from '../contract/strings/translate.ts';
import { serveCommands } from '../core/socket/command-socket.ts';
import { toSocketPlace } from '../core/socket/socket-place.ts';
import { createRig, type Rig } from '../core/testing/rig.ts';
import { addSample } from '../core/testing/steps.ts';
import { runForCaller } from './run-for-caller.ts';
import {
  launch,
  type Launched,
  type LauncherOptions,
  type RunningLauncher,
} from './testing/launcher-client.ts';

interface Owner extends AsyncDisposable {
  rig: Rig;
  folder: string;
  /** The exit codes, even if no caller received them. */
  codes: Promise<number>[];
  start(args: readonly string[], options?: Partial<LauncherOptions>): RunningLauncher;
  run(args: readonly string[], options?: Partial<LauncherOptions>): Promise<Launched>;
}

const english = () => prepareLanguage({ language: 'en', locale: 'en-US', messages: {} });
const german = () =>
  prepareLanguage({
    language: 'de',
    locale: 'de-DE',
    messages: { 'cli.columns.name': 'Name auf Deutsch', 'failures.pathNotFound.title': 'Nicht gefunden' },
  });

const connectNothing = (): never => {
  throw new Error('a command for its words alone asks for nothing');
};

/** Its socket requires a key, as on Windows. */
async function createOwner(): Promise<Owner> {
  const codes: Promise<number>[] = [];
  const rig = await createRig({
    content: 'empty',
    adjust: (ports) => {
      ports.commandLine = {
        run(command, caller) {
          const code = runForCaller(command, caller, {
            version: '1.2.3',
            profile: ports.folders.userData,
            languageOf: ({ LANG }) => (LANG === 'de_DE.UTF-8' ? german() : null),
            english,
          });
          codes.push(code);
          return code;
        },
      };
    },
  });
  const keyFile = join(rig.userData, 'command.key');
  const socket = await serveCommands({
    place: { ...toSocketPlace(rig.userData), keyFile },
    version: '1.2.3',
    connect: () => rig.core.connectCommand(),
    log: rig.ports.log,
  });
  const folder = join(rig.userData, 'folder');
  await mkdir(folder);
  await addSample(rig);
  const start: Owner['start'] = (args, options) => launch(args, { keyFile, folder, ...options });
  return {
    rig,
    folder,
    codes,
    start,
    run: (args, options) => start(args, options).ended,
    async [Symbol.asyncDispose]() {
      await socket.close();
      await rig[Symbol.asyncDispose]();
    },
  };
}

test('a command runs in the owner, and its caller receives both streams and the exit code', async () => {
  await using owner = await createOwner();
  owner.rig.service.drive.addFile('Plan.txt', 'plan');
  const onTerminal = await owner.run(['list'], { isTerminal: true, columns: 60 });
  expect(onTerminal).toMatchObject({ code: 0, stdinRequests: 0, err: '1 file, 0 folders, 4 bytes\n' });
  expect(onTerminal.out.toString()).toMatch(/^ +Size {2}Modified +Name\n +4 bytes .+ Plan\.txt\n$/);
  const piped = await owner.run(['list']);
  expect(JSON.parse(piped.out.toString())).toMatchObject({ name: 'Plan.txt', path: 'myfiles/Plan.txt' });
  const failed = await owner.run(['list', 'myfiles/None'], { isTerminal: true });
  expect(failed).toMatchObject({ code: 3, out: Buffer.alloc(0) });
  expect(failed.err).toMatch(/^slipway: /);
  expect(await owner.run(['lsit'])).toMatchObject({ code: 2, err: expect.stringContaining('list') });
  const helpLines = async (columns: number): Promise<number> => {
    const { out } = await owner.run(['save', '--help'], { isTerminal: true, columns });
    return out.toString().split('\n').length;
  };
  expect(await helpLines(80)).toBeGreaterThan(await helpLines(200));
});

test('stdin is sent on request until its last byte, and files are written unchanged', async () => {
  await using owner = await createOwner();
  const { drive } = owner.rig.service;
  const bytes = Buffer.from(Array.from({ length: 700_001 }, (_, at) => (at * 7) % 256));
  const pieces = [bytes.subarray(0, 300_000), bytes.subarray(300_000, 300_001), bytes.subarray(300_001)];
  const saved = await owner.run(['save', '-', 'myfiles/data.bin'], { stdin: pieces });
  expect(saved).toMatchObject({ code: 0, err: '', stdinRequests: 4 });
  expect(drive.bytes('data.bin').equals(bytes)).toBe(true);
  const loaded = await owner.run(['download', '--to', '-', 'myfiles/data.bin']);
  expect([loaded.code, loaded.out.equals(bytes)]).toEqual([0, true]);
  expect((await owner.run(['save', '-', 'myfiles/empty.txt'])).code).toBe(0);
  expect(drive.bytes('empty.txt')).toHaveLength(0);
});

test('local paths are relative to the caller’s folder', async () => {
  await using owner = await createOwner();
  const [one, other] = [join(owner.folder, 'one'), join(owner.folder, 'other')];
  for (const folder of [one, other]) {
    await mkdir(folder);
    await writeFile(join(folder, 'a.txt'), folder);
  }
  const before = process.cwd();
  const ran = await Promise.all(
    [one, other].map((folder, at) => owner.run(['save', 'a.txt', `myfiles/${at}.txt`], { folder })),
  );
  expect(ran.map(({ code }) => code)).toEqual([0, 0]);
  expect([0, 1].map((at) => owner.rig.service.drive.bytes(`${at}.txt`).toString())).toEqual([one, other]);
  expect([process.cwd(), process.exitCode]).toEqual([before, undefined]);
});

test('concurrent callers each have their own language, and the owner keeps its own', async () => {
  await using owner = await createOwner();
  owner.rig.service.drive.addFolder('Big', { files: 1_200 });
  const heads = await Promise.all(
    ['de_DE.UTF-8', 'C', 'de_DE.UTF-8'].map(async (LANG) => {
      const { out } = await owner.run(['list', '-r'], { isTerminal: true, environment: { LANG } });
      return out.toString().split('\n')[0];
    }),
  );
  expect(heads.map((head) => head?.includes('Name auf Deutsch'))).toEqual([true, false, true]);
  // JSON stays in English because programs read it.
  const json = await owner.run(['list', 'myfiles/None'], { environment: { LANG: 'de_DE.UTF-8' } });
  expect(JSON.parse(json.err)).toMatchObject({
    code: 'pathNotFound',
    title: expect.not.stringContaining('Nicht'),
  });
  const words = await owner.run(['list', 'myfiles/None'], {
    isTerminal: true,
    environment: { LANG: 'de_DE.UTF-8' },
  });
  expect(words.err).toContain('Nicht gefunden');
  expect(t('cli.columns.name')).toBe('Name');
});

test('a caller that disconnects leaves its transfer to the owner', async () => {
  await using owner = await createOwner();
  const { service } = owner.rig;
  await writeFile(join(owner.folder, 'big.bin'), Buffer.alloc(12_000_000, 3));
  const held = service.faults.hold({ route: 'PUT upload range' });
  const saving = owner.start(['save', 'big.bin', 'myfiles']);
  await expect.poll(() => held.struck).toBe(1);
  saving.hangUp();
  expect(await saving.ended).toMatchObject({ code: null });
  expect(await owner.codes.at(-1)).toBe(130);
  held.letGo();
  await expect.poll(() => service.drive.tree()).toEqual(['big.bin']);
  await expect
    .poll(async () => (await owner.run(['transfers'])).out.toString())
    .toContain('"name":"big.bin","path":"myfiles","state":"done"');
});

test('a file from stdin is not completed when its caller disconnects', async () => {
  await using owner = await createOwner();
  const half = { stdin: [Buffer.alloc(200_000, 1)], stdinStaysOpen: true };
  const saving = owner.start(['save', '-', 'myfiles/half.txt'], half);
  const offered = join(owner.rig.userData, 'offered');
  await expect.poll(() => readdir(offered).catch(() => [])).toHaveLength(1);
  saving.hangUp();
  expect(await owner.codes.at(-1)).toBe(130);
  expect(await readdir(offered)).toEqual([]);
  expect(owner.rig.service.drive.tree()).toEqual([]);
});

test('large output arrives in pieces that Windows PowerShell can parse, followed by the exit code', async () => {
  const begun: string[] = [];
  const taken: string[] = [];
  const long = 'x'.repeat(600_000);
  const command = {
    arguments: [long],
    folder: '/',
    profile: null,
    environment: {},
    stdoutIsTerminal: true,
    stderrIsTerminal: true,
    columns: null,
  };
  const send = async ({ base64 }: { base64: string }): Promise<void> => {
    begun.push(base64);
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    taken.push(base64);
  };
  const program = { version: '1.2.3', profile: '/', languageOf: () => null, english };
  const code = await runForCaller(
    command,
    { send, signal: new AbortController().signal, connect: connectNothing },
    program,
  );
  expect([code, taken]).toEqual([2, begun]);
  expect(Buffer.concat(taken.map((piece) => Buffer.from(piece, 'base64'))).toString()).toContain(`“${long}”`);
  expect(Math.max(...taken.map(({ length }) => length))).toBeLessThan(2_000_000);
  expect(taken.length).toBeGreaterThan(2);
});

test('only the profile that was found is used, and a temporary profile is refused', async () => {
  await using owner = await createOwner();
  const sampled = await owner.run(['list', '--sample'], { isTerminal: true });
  expect([sampled.code, sampled.err]).toEqual([2, expect.stringContaining('slipway accounts add-sample')]);
  const named = await owner.run(['list', '--profile', 'work'], { isTerminal: true });
  expect([named.code, named.err]).toEqual([2, expect.stringContaining('--profile')]);
  expect((await owner.run(['list', '--profile', 'work'], { profile: 'work' })).code).toBe(0);
  const fromEnvironment = { profile: 'work', environment: { SLIPWAY_PROFILE: 'work' } };
  expect((await owner.run(['list'], fromEnvironment)).code).toBe(0);
});
