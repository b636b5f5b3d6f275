import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { resolve, sep } from 'node:path';

export interface DiskFaults {
  fail(code: string, nth: number, lasts?: boolean): void;
  watch(): void;
  clear(): void;
  readonly seen: readonly string[];
  readonly struck: number;
  restore(): void;
}

type Act = (this: unknown, ...given: never[]) => Promise<unknown>;

const writing = [
  'copyFile',
  'link',
  'mkdir',
  'rename',
  'rm',
  'rmdir',
  'symlink',
  'truncate',
  'unlink',
  'utimes',
  'writeFile',
] as const;
const removing: readonly string[] = ['rm', 'rmdir', 'unlink', 'truncate', 'file.truncate'];
const writingHandles = ['datasync', 'sync', 'truncate', 'write', 'writeFile', 'writev', 'utimes'] as const;

export async function placeDiskFaults(folders: readonly string[]): Promise<DiskFaults> {
  const below = folders.map((folder) => resolve(folder));
  const isBelow = (path: unknown): boolean =>
    typeof path === 'string' && below.some((folder) => path === folder || path.startsWith(folder + sep));
  let seen: string[] = [];
  let struck = 0;
  let plan: { code: string; nth: number; lasts: boolean } | null = null;

  function pass(name: string): void {
    seen.push(name);
    if (plan === null || (plan.lasts ? seen.length < plan.nth : seen.length !== plan.nth)) return;
    if (plan.code === 'ENOSPC' && removing.includes(name)) return;
    struck += 1;
    const { code } = plan;
    throw Object.assign(new Error(`${code}: ${name}`), { code, syscall: name });
  }

  const before = { ...files };
  const wrapped = Object.fromEntries(
    writing.map((name) => {
      const act = files[name] as Act;
      const wrapping: Act = async function past(...given) {
        if (given.some(isBelow)) pass(name);
        return act.apply(this, given);
      };
      return [name, wrapping];
    }),
  );
  const paths = new WeakSet<object>();
  const open: typeof files.open = async (path, flags, mode) => {
    const isWriting = flags !== undefined && flags !== 'r';
    if (isWriting && isBelow(path)) pass('open');
    const handle = await before.open(path, flags, mode);
    if (isBelow(path) && isWriting) paths.add(handle);
    return handle;
  };
  Object.assign(files, wrapped, { open });
  syncBuiltinESMExports();

  const handle = await before.open(process.execPath, 'r');
  const prototype = Object.getPrototypeOf(handle) as Record<string, Act>;
  await handle.close();
  const ofHandles = Object.fromEntries(writingHandles.map((name) => [name, prototype[name]!]));
  for (const name of writingHandles) {
    const act = prototype[name]!;
    prototype[name] = async function past(this: unknown, ...given) {
      if (paths.has(this as object)) pass(`file.${name}`);
      return act.apply(this, given);
    };
  }

  const start = (next: typeof plan): void => {
    plan = next;
    seen = [];
    struck = 0;
  };
  return {
    fail: (code, nth, lasts = false) => start({ code, nth, lasts }),
    watch: () => start(null),
    clear: () => void (plan = null),
    get seen() {
      return seen;
    },
    get struck() {
      return struck;
    },
    restore() {
      Object.assign(files, before);
      Object.assign(prototype, ofHandles);
      syncBuiltinESMExports();
    },
  };
}
