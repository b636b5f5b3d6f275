import { constants, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';

/** Windows has neither: there are no such files there, and opening does not wait. */
const noFollow = constants.O_NOFOLLOW ?? 0;
const noWait = constants.O_NONBLOCK ?? 0;

/** Why a file was not read. */
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
  /** A link is not followed: the file is the one of that name. */
  refusesLinks?: boolean;
  /** Judges the file that was opened, not its name; throws to refuse it. */
  judge?: (stats: Stats) => void;
}

/**
 * The bytes of a file that is one: no pipe, whose writer may never come, no device, and nothing that the system makes up
 * while it is read. It is opened once, and what was opened is judged. Fails with FileRefused or the system's own error.
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
    // What the system makes up has a length of its own.
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
