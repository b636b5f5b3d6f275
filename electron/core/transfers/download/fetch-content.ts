import { open, type FileHandle } from 'node:fs/promises';
import { toDiskError } from '../../documents/disk-error.ts';
import { AppError, isAppError } from '../../errors.ts';
import { toAppError } from '../../graph/graph-errors.ts';
import { toNetworkError } from '../../graph/network-errors.ts';
import type { HttpAnswer } from '../../ports.ts';
import { createQuickXorHash, type QuickXorHash } from '../../quick-xor-hash.ts';
import { createPatience } from '../patience.ts';
import { isSameContent, readFile, toVersion, type RemoteFile } from '../remote-file.ts';
import type { DownloadFileJob } from '../transfer-record.ts';
import type { Work } from '../work.ts';

/** What came, flushed to the disk. */
export interface Received {
  remote: RemoteFile;
  sizeBytes: number;
  hash: string;
}

/** A download URL that refuses: it lived its life, or the file is not there any more. The item itself tells which. */
const staleStatuses: readonly number[] = [401, 403, 404, 410];
/** So often a new URL is asked for without a byte in between. */
const maxStaleUrls = 3;
const maxRefusalChars = 64 * 1024;

interface Fetching {
  work: Work;
  job: DownloadFileJob;
  handle: FileHandle;
  remote: RemoteFile;
  hasher: QuickXorHash;
  receivedBytes: number;
  staleUrls: number;
}

/**
 * Writes the content of a file into `part`. Only the body of a 200 or 206 ever becomes file: what the second host says
 * with any other status is an error. What was broken off goes on where it stopped, as long as it is the same version.
 */
export async function fetchContent(
  work: Work,
  job: DownloadFileJob,
  remote: RemoteFile,
  part: string,
): Promise<Received> {
  const handle = await open(part, 'wx', 0o600);
  const fetching: Fetching = {
    work,
    job,
    handle,
    remote,
    hasher: createQuickXorHash(),
    receivedBytes: 0,
    staleUrls: 0,
  };
  const patience = createPatience(work);
  try {
    for (;;) {
      const before = fetching.receivedBytes;
      try {
        if (await fetchRest(fetching)) break;
      } catch (error) {
        if (fetching.receivedBytes > before) patience.moved();
        await patience.bear(error);
        work.enter('running');
      }
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { remote: fetching.remote, sizeBytes: fetching.receivedBytes, hash: fetching.hasher.digest() };
}

/** true when the body came to its end. */
async function fetchRest(fetching: Fetching): Promise<boolean> {
  const { work } = fetching;
  const answer = await request(fetching);
  const { status } = answer;
  if (status === 200 || status === 206) {
    await takeBody(fetching, answer);
    return true;
  }
  const refusal = await toRefusal(fetching, answer);
  if (isAppError(refusal, 'malware')) throw refusal;
  if (staleStatuses.includes(status)) {
    fetching.staleUrls += 1;
    if (fetching.staleUrls > maxStaleUrls) throw refusal;
    await renew(fetching);
    return false;
  }
  if (status === 416 && fetching.receivedBytes > 0) {
    await startOver(fetching);
    work.progress(0);
  }
  throw status >= 400
    ? asRefusal(refusal, status)
    : new AppError('unexpectedAnswer', { subject: work.transfer.name });
}

/** A range that does not fit is tried from the beginning, with the same patience as a service in trouble. */
const asRefusal = (refusal: AppError, status: number): AppError =>
  status === 416
    ? new AppError('serviceUnavailable', {
        subject: refusal.subject,
        details: refusal.details,
        cause: refusal,
      })
    : refusal;

async function request({ work, remote, receivedBytes }: Fetching): Promise<HttpAnswer> {
  if (remote.downloadUrl === null) throw new AppError('notSupported', { subject: work.transfer.name });
  return work.drive.graph.presigned.request({
    method: 'GET',
    url: remote.downloadUrl,
    headers: receivedBytes > 0 ? { range: `bytes=${receivedBytes}-` } : {},
    signal: work.signal,
  });
}

async function toRefusal({ work }: Fetching, answer: HttpAnswer): Promise<AppError> {
  const text = (await answer.text().catch(() => '')).slice(0, maxRefusalChars);
  return toAppError(
    { status: answer.status, headers: answer.headers, text },
    work.clock.now(),
    work.transfer.name,
  );
}

/** A new URL. Where the content is not the same any more, what was received is worth nothing. */
async function renew(fetching: Fetching): Promise<void> {
  const { work, job } = fetching;
  const now = await readFile(work, job.item);
  const same = isSameContent(toVersion(fetching.remote.entry), toVersion(now.entry));
  fetching.remote = now;
  if (!same) await startOver(fetching);
}

async function startOver(fetching: Fetching): Promise<void> {
  await fetching.handle.truncate(0);
  fetching.receivedBytes = 0;
  fetching.hasher = createQuickXorHash();
}

async function takeBody(fetching: Fetching, answer: HttpAnswer): Promise<void> {
  const { work, remote } = fetching;
  // A server may send everything although only the rest was asked for.
  if (answer.status === 200 && fetching.receivedBytes > 0) await startOver(fetching);
  if (answer.status === 206 && !startsAt(answer, fetching.receivedBytes)) {
    await answer.discard();
    await startOver(fetching);
    throw new AppError('serviceUnavailable', { subject: work.transfer.name });
  }
  const expectedBytes = toExpectedBytes(answer, fetching.receivedBytes);
  const limitBytes = expectedBytes ?? remote.entry.sizeBytes ?? Number.POSITIVE_INFINITY;
  for await (const block of readBody(fetching, answer)) {
    if (fetching.receivedBytes + block.length > limitBytes)
      throw new AppError('integrity', { subject: work.transfer.name });
    await writeBlock(fetching, block);
    fetching.hasher.update(block);
    fetching.receivedBytes += block.length;
    fetching.staleUrls = 0;
    work.progress(fetching.receivedBytes);
  }
  if (expectedBytes !== null && fetching.receivedBytes < expectedBytes) {
    throw new AppError('offline', { subject: work.transfer.name });
  }
}

const startsAt = ({ headers }: HttpAnswer, from: number): boolean =>
  new RegExp(`^bytes ${from}-`).test(headers['content-range'] ?? '');

function toExpectedBytes({ headers }: HttpAnswer, before: number): number | null {
  const length = headers['content-length'];
  return length !== undefined && /^\d+$/.test(length) ? before + Number(length) : null;
}

/** The connection may break in the middle of a body: as good as no answer. */
async function* readBody({ work }: Fetching, answer: HttpAnswer): AsyncGenerator<Uint8Array> {
  try {
    yield* answer.body;
  } catch (error) {
    const expected = toNetworkError(error, work.signal, work.clock.now());
    throw expected instanceof AppError ? expected : new AppError('offline', { cause: error });
  }
}

async function writeBlock({ handle, work, receivedBytes }: Fetching, block: Uint8Array): Promise<void> {
  try {
    for (let written = 0; written < block.length;) {
      const { bytesWritten } = await handle.write(
        block,
        written,
        block.length - written,
        receivedBytes + written,
      );
      written += bytesWritten;
    }
  } catch (cause) {
    throw toDiskError(cause, work.transfer.name);
  }
}
