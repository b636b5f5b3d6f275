import { readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';

export interface LauncherOptions {
  keyFile: string;
  folder: string;
  profile?: string | null;
  environment?: Record<string, string>;
  isTerminal?: boolean;
  columns?: number | null;
  stdin?: readonly (string | Uint8Array)[];
  /** After `stdin`, nothing more is sent, not even its end. */
  stdinStaysOpen?: boolean;
}

export interface Launched {
  code: number | null;
  out: Buffer;
  err: string;
  stdinRequests: number;
}

export interface RunningLauncher {
  ended: Promise<Launched>;
  hangUp(): void;
}

interface Message {
  slipway?: number;
  refused?: string;
  part?: { type: 'stdout' | 'stderr'; base64: string };
  wants?: 'stdin';
  ok?: boolean;
  value?: { exitCode: number };
}

/** The protocol of assets/windows/slipway-launcher.ps1, message by message. */
export function launch(args: readonly string[], options: LauncherOptions): RunningLauncher {
  const [key = '', path = ''] = readFileSync(options.keyFile, 'utf8').split('\n');
  const socket = createConnection(path);
  const written = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  const pieces = (options.stdin ?? []).map((piece) => Buffer.from(piece).toString('base64'));
  let code: number | null = null;
  let stdinRequests = 0;
  const send = (message: object): void => void socket.write(`${JSON.stringify(message)}\n`);

  const receive = ({ slipway, part, wants, value }: Message): void => {
    if (slipway !== undefined) {
      send({ hello: slipway, key });
      send({ id: 1, method: 'commandLine.run', input: toInput(args, options) });
    } else if (part !== undefined) written[part.type].push(Buffer.from(part.base64, 'base64'));
    else if (wants !== undefined) {
      stdinRequests += 1;
      const piece = pieces.shift() ?? null;
      if (piece !== null || options.stdinStaysOpen !== true) send({ id: 1, stdin: piece });
    } else {
      code = value?.exitCode ?? null;
      socket.end();
    }
  };
  createInterface(socket).on('line', (line) => receive(JSON.parse(line) as Message));
  const ended = new Promise<Launched>((resolve) => {
    socket.on('error', () => {});
    socket.on('close', () =>
      resolve({
        code,
        out: Buffer.concat(written.stdout),
        err: Buffer.concat(written.stderr).toString('utf8'),
        stdinRequests,
      }),
    );
  });
  return { ended, hangUp: () => socket.destroy() };
}

const toInput = (
  args: readonly string[],
  { folder, profile = null, environment = {}, isTerminal = false, columns = null }: LauncherOptions,
): object => ({
  arguments: args,
  folder,
  profile,
  environment,
  stdoutIsTerminal: isTerminal,
  stderrIsTerminal: isTerminal,
  columns,
});
