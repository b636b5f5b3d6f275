import { open } from 'node:fs/promises';
import { type LogEntry, LogLevel } from '../../../contract/log.ts';
import type { Accounts } from '../../accounts/accounts.ts';
import type { Ports } from '../../ports.ts';
import { createPersonalFilter } from './personal-words.ts';

interface LogDeps {
  ports: Pick<Ports, 'folders'>;
  accounts: Pick<Accounts, 'list'>;
}

/** The end of a log matters most, and is read repeatedly. */
const maxLogBytes = 512 * 1024;
export const maxEntries = 500;

export async function readLog(
  { ports, accounts }: LogDeps,
  { level, text }: { level: LogLevel; text: string },
): Promise<LogEntry[]> {
  const { logFile } = ports.folders;
  if (logFile === null) return [];
  const clean = createPersonalFilter(accounts.list());
  const min = LogLevel.options.indexOf(level);
  const words = text.toLowerCase().split(/\s+/);
  return parseLog((await readEnd(logFile, maxLogBytes)) ?? '')
    .map((entry) => ({ ...entry, text: hideFolders(clean(entry.text)) }))
    .filter((entry) => LogLevel.options.indexOf(entry.level) >= min)
    .filter((entry) => words.every((word) => entry.text.toLowerCase().includes(word)))
    .slice(-maxEntries);
}

/** A quoted path may contain spaces. Only the last segment is kept. */
const quotedPath = /(['"])(?:[a-z]:[\\/]|\/)[^'"\n]*[\\/]([^'"\\/\n]*)\1/gi;
const folders = /(?<![\w.:/\\~…])(?:[a-z]:[\\/]+|\/)(?:[^\s"'<>()/\\]+[\\/]+)+/gi;

/** A report must not reveal local folders. */
const hideFolders = (text: string): string => text.replace(quotedPath, '$1…/$2$1').replace(folders, '…/');

/** "[time] [level] text"; other lines belong to the entry before. */
export function parseLog(log: string): LogEntry[] {
  const entries: LogEntry[] = [];
  for (const line of log.split(/\r?\n/)) {
    const [, at, level, text] = /^\[([^\]]*)\] \[(info|warn|error)\] (.*)$/.exec(line) ?? [];
    const last = entries.at(-1);
    if (at !== undefined && level !== undefined)
      entries.push({ at, level: LogLevel.parse(level), text: text?.trimStart() ?? '' });
    else if (last !== undefined && line !== '') last.text += `\n${line}`;
  }
  return entries;
}

/** Whole lines from the end of a file; null if there is none. */
export async function readEnd(path: string, maxBytes: number): Promise<string | null> {
  const file = await open(path).catch(() => null);
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - maxBytes);
    const bytes = Buffer.alloc(size - from);
    await file.read(bytes, 0, bytes.length, from);
    const text = bytes.toString('utf8');
    return from === 0 ? text : text.slice(text.indexOf('\n') + 1);
  } finally {
    await file.close();
  }
}
