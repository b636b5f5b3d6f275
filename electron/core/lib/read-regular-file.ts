import { constants, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';

/** Windows lacks these flags, but also such files. */
const noFollow = constants.O_NOFOLLOW ?? 0;
const noWait = constants.O_NONBLOCK ?? 0;

export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  readonly reason: 'notAFile' | 'link' | 'tooLarge';

  constructor(reason: FileRefused['reason'], cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

export interface ReadRules {
  maxBytes: number;
  refusesLinks?: boolean;
  /** Throws to reject the opened file. */
  judge?: (stats: Stats) => void;
}

/**
 * No pipe (its writer may never come), no device, nothing generated while it is read. Rejects with
 * FileRefused or the system's error.
 */
export async function readRegularFile(path: string, rules: ReadRules): Promise<Buffer> {
  const { maxBytes, refusesLinks = false, judge } = rules;
  const flags = constants.O_RDONLY | noWait | (refusesLinks ? noFollow : 0);
  const handle = await open(path, flags).catch((cause: NodeJS.ErrnoException) => {
    // FreeBSD says EMLINK, NetBSD EFTYPE.
    if (refusesLinks && ['ELOOP', 'EMLINK', 'EFTYPE'].includes(cause.code ?? ''))
      throw new FileRefused('link', cause);
    throw cause;
  });
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw new FileRefused('notAFile');
    judge?.(stats);
    if (stats.size > maxBytes) throw new FileRefused('tooLarge');
    const bytes = Buffer.alloc(stats.size + 1);
    const length = await fill(bytes, (at) => handle.read(bytes, at, bytes.length - at, at));
    // Generated files report another length.
    if (length !== stats.size) throw new FileRefused('notAFile');
    return bytes.subarray(0, length);
  } finally {
    await handle.close();
  }
}

async function fill(bytes: Buffer, read: (at: number) => Promise<{ bytesRead: number }>): Promise<number> {
  for (let at = 0; ;) {
    const { bytesRead } = at < bytes.length ? await read(at) : { bytesRead: 0 };
    if (bytesRead === 0) return at;
    at += bytesRead;
  }
}
