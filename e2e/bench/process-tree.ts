// Processor time and memory of a program with all its child processes, as the kernel counts them. Linux only.
import { readdirSync, readFileSync } from 'node:fs';

export interface TreeUse {
  cpuMs: number;
  memoryBytes: number;
  /** Of it the first process: not the windows. */
  ownBytes: number;
}

const msPerTick = 10;

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

const pids = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

const toFields = (stat: string): number[] =>
  stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);

/** The process with that name that this one has started; 0: there is none. */
export function findChild(name: string): number {
  const isChild = (stat: string) => stat.includes(`(${name})`) && toFields(stat)[1] === process.pid;
  return pids().find((pid) => isChild(read(`/proc/${pid}/stat`))) ?? 0;
}

/** Nothing for a process that has ended. */
export function readTree(root: number): TreeUse {
  const stats = new Map(pids().map((pid) => [pid, toFields(read(`/proc/${pid}/stat`))]));
  const isInside = (pid: number): boolean =>
    (pid === root && pid > 0) || (pid > 1 && isInside(stats.get(pid)?.[1] ?? 0));
  const use = { cpuMs: 0, memoryBytes: 0, ownBytes: 0 };
  for (const [pid, fields] of stats) {
    if (!isInside(pid)) continue;
    const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + (fields[at] ?? 0), 0);
    use.cpuMs += ticks * msPerTick;
    const bytes = Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) * 1024;
    use.memoryBytes += bytes;
    if (pid === root) use.ownBytes = bytes;
  }
  return use;
}
