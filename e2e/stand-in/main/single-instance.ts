import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Systems limit the length of socket names, macOS to 104 bytes. */
const maxSocketPath = 100;

export interface SingleInstance {
  request(): boolean;
  release(): void;
  told: Promise<void>;
}

/**
 * One process per profile: a lock file with the owner's process id, and a socket to notify the owner of other
 * starts.
 */
export function createSingleInstance(
  userData: () => string,
  onSecond: (argv: string[], workingDirectory: string) => void,
): SingleInstance {
  let isOwner = false;
  let told: Promise<void> = Promise.resolve();
  const lockPath = (): string => join(userData(), 'stand-in.lock');
  const socketPath = (): string => {
    const inProfile = join(userData(), 'stand-in.sock');
    if (inProfile.length <= maxSocketPath) return inProfile;
    const hash = createHash('sha256').update(userData()).digest('hex').slice(0, 16);
    return join(tmpdir(), `stand-in-${hash}.sock`);
  };

  const own = (): boolean => {
    isOwner = true;
    writeFileSync(lockPath(), toOwner(process.pid));
    rmSync(socketPath(), { force: true });
    const server = createServer((socket) => {
      let text = '';
      socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      socket.on('end', () => {
        const { argv, cwd } = JSON.parse(text) as { argv: string[]; cwd: string };
        onSecond(argv, cwd);
      });
    });
    server.on('error', () => {});
    server.listen(socketPath()).unref();
    return true;
  };

  return {
    request() {
      if (isOwner) return true;
      mkdirSync(userData(), { recursive: true });
      if (!existsSync(lockPath()) || !isAlive(readFileSync(lockPath(), 'utf8'))) return own();
      told = new Promise((resolve) => {
        const socket = connect(socketPath(), () => {
          socket.end(JSON.stringify({ argv: process.argv, cwd: process.cwd() }));
        });
        socket.on('close', () => resolve());
        socket.on('error', () => resolve());
      });
      return false;
    },
    release() {
      if (!isOwner) return;
      isOwner = false;
      rmSync(lockPath(), { force: true });
      rmSync(socketPath(), { force: true });
    },
    get told() {
      return told;
    },
  };
}

/** "1234 987654": process id and, where available, its start time, because ids are reused. */
function toOwner(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
  } catch {
    return String(pid);
  }
}

function isAlive(owner: string): boolean {
  const pid = Number.parseInt(owner, 10);
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return toOwner(pid) === owner;
}
