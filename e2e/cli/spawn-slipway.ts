import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { root } from '../run/root.ts';

export interface Spawned {
  code: number;
  out: string;
  err: string;
}

export interface RunningCommand {
  child: ChildProcess;
  ended: Promise<Spawned>;
  said(): string;
}

export interface SpawnOptions {
  profile: string;
  folder?: string;
  environment?: Record<string, string>;
  stdin?: string | Readable | number;
  through?: readonly string[];
}

const entry = join(root, 'e2e/run/slipway.ts');
/** Node's compile cache, shared by the many processes of a run. */
const compileCache = join(root, 'node_modules/.cache/node-compile');

export function startSlipway(args: readonly string[], options: SpawnOptions): RunningCommand {
  const [command = '', ...rest] = [...(options.through ?? []), process.execPath, entry, ...args];
  const child = spawn(command, rest, {
    cwd: options.folder ?? root,
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: compileCache,
      INIT_CWD: options.folder ?? root,
      SLIPWAY_PROFILE: options.profile,
      ...options.environment,
    },
    stdio: [typeof options.stdin === 'number' ? options.stdin : 'pipe', 'pipe', 'pipe'],
  });
  const output = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (output.out += chunk));
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (output.err += chunk));
  child.stdin?.on('error', () => {});
  if (typeof options.stdin === 'object') options.stdin.pipe(child.stdin!);
  else child.stdin?.end(options.stdin ?? '');
  const ended = new Promise<Spawned>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, ...output }));
  });
  return { child, ended, said: () => output.err };
}

export const runSlipway = (args: readonly string[], options: SpawnOptions): Promise<Spawned> =>
  startSlipway(args, options).ended;
