import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './root.ts';

export interface Ended {
  code: number;
  output: string;
}

export interface RunOptions {
  output: 'show' | 'keep';
  /** Added to the environment of this process; undefined removes a variable. */
  env?: Record<string, string | undefined>;
}

/** Node's compile cache, shared by the many processes of a run. */
const compileCache = join(root, 'node_modules/.cache/node-compile');

/** Code 127 means it could not be started. */
export function runCommand(command: string, args: readonly string[], options: RunOptions): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { NODE_COMPILE_CACHE: compileCache, ...process.env, ...options.env };
    const child = spawn(command, [...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const hear = (stream: NodeJS.WriteStream) => (chunk: Buffer) => {
      output += chunk.toString('utf8');
      if (options.output === 'show') stream.write(chunk);
    };
    child.stdout.on('data', hear(process.stdout));
    child.stderr.on('data', hear(process.stderr));
    child.on('error', (error) => resolve({ code: 127, output: output + error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Whether a host responds, to avoid a downloader's long timeout on a closed network. */
export async function isReachable(url: string, patienceMs = 4000): Promise<boolean> {
  try {
    const answer = await fetch(url, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    });
    await answer.body?.cancel();
    return answer.status < 500;
  } catch {
    return false;
  }
}
