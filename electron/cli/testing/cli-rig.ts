import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { realClock, toPorts } from '../../core/testing/test-ports.ts';
import type { Clock } from '../../core/ports.ts';
import type { SampleOptions } from '../../sample/options.ts';
import { createSampleService, type SampleService } from '../../sample/sample-service.ts';
import type { ExitCode } from '../exit-codes.ts';
import { runCli } from '../run-cli.ts';
import type { Runtime } from '../runtime.ts';

const note = (): void => {};

export interface Ran {
  code: ExitCode;
  out: string;
  err: string;
  json: unknown[];
}

export interface RunOptions {
  stdin?: string | Uint8Array;
  tty?: boolean;
  environment?: Record<string, string>;
  failing?: { stdout?: 'ENOSPC' | 'EPIPE'; stderr?: 'EPIPE' };
  /** `press` simulates Ctrl-C. */
  interrupt?: (press: () => void) => void;
  /** Each text on stderr. */
  onError?: (text: string) => void;
}

export interface CliRig extends AsyncDisposable {
  service: SampleService;
  profile: string;
  folder: string;
  bugs: unknown[];
  run(args: readonly string[], options?: RunOptions): Promise<Ran>;
  write(path: string, content: string | Uint8Array): Promise<string>;
}

export type CliRigOptions = SampleOptions & { clock?: Clock };

export async function createCliRig({ clock = realClock, ...options }: CliRigOptions = {}): Promise<CliRig> {
  const service = await createSampleService({ content: 'empty', ...options });
  const root = await mkdtemp(join(tmpdir(), 'slipway-cli-'));
  const [profile, folder] = [join(root, 'profile'), join(root, 'folder')];
  await mkdir(folder);
  const bugs: unknown[] = [];
  const log = { info: note, warn: note, error: (...details: unknown[]) => void bugs.push(details) };

  async function run(args: readonly string[], given: RunOptions = {}): Promise<Ran> {
    const [stdout, stderr] = [collect(given.tty === true), collect(given.tty === true)];
    for (const [{ stream }, code] of [
      [stdout, given.failing?.stdout],
      [stderr, given.failing?.stderr],
    ] as const)
      if (code !== undefined)
        stream._transform = (_chunk, _encoding, done) =>
          done(Object.assign(new Error(code), { code, syscall: 'write' }));
    stderr.stream.on('data', (text: Buffer) => given.onError?.(text.toString('utf8')));
    const listeners = new Set<() => void>();
    given.interrupt?.(() => listeners.forEach((listener) => listener()));
    const stdin = new PassThrough();
    if (given.stdin !== undefined) stdin.end(given.stdin);
    const runtime: Runtime = {
      arguments: args,
      environment: given.environment ?? {},
      folder,
      stdin,
      stdout: stdout.stream,
      stderr: stderr.stream,
      version: '1.2.3',
      userData: profile,
      programName: 'slipway',
      speakEnglish: () => {},
      openPorts: async (at) => ({ ports: toPorts(service, at, clock, log), close: async () => {} }),
      onInterrupt(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    };
    const code = await runCli(runtime);
    const out = stdout.text();
    return {
      code,
      out,
      err: stderr.text(),
      get json() {
        return out
          .split('\n')
          .filter((line) => line !== '')
          .map((line): unknown => JSON.parse(line));
      },
    };
  }

  return {
    service,
    profile,
    folder,
    bugs,
    run,
    async write(path, content) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
      return join(folder, path);
    },
    async [Symbol.asyncDispose]() {
      await service.close();
      await rm(root, { recursive: true, force: true, maxRetries: 5 });
      if (bugs.length > 0) throw new Error(`errors were logged: ${JSON.stringify(bugs)}`);
    },
  };
}

export async function createSampleCliRig(options: CliRigOptions = {}): Promise<CliRig> {
  const rig = await createCliRig(options);
  await rig.run(['accounts', 'add-sample']);
  return rig;
}

function collect(isTTY: boolean): { stream: PassThrough & { isTTY: boolean }; text: () => string } {
  const chunks: Buffer[] = [];
  const stream = Object.assign(new PassThrough(), { isTTY });
  stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}
