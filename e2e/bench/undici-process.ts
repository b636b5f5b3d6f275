// The upper limit: undici alone, in its own process, without hashing, checks or a journal.
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Agent, request } from 'undici';
import { answerParent } from './child.ts';

const pieceBytes = 62_586_880;
const blockBytes = 1024 * 1024;
const agent = new Agent();

async function askJson(url: string, token: string, method: 'GET' | 'POST'): Promise<Record<string, unknown>> {
  const { statusCode, body } = await request(url, {
    dispatcher: agent,
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(method === 'POST' ? { body: '{}' } : {}),
  });
  if (statusCode >= 400) throw new Error(`${method}: ${statusCode}`);
  return (await body.json()) as Record<string, unknown>;
}

async function* readBlocks(path: string, from: number, to: number): AsyncGenerator<Buffer> {
  const handle = await open(path);
  try {
    for (let at = from; at < to;) {
      const block = Buffer.allocUnsafe(Math.min(blockBytes, to - at));
      const { bytesRead } = await handle.read(block, 0, block.length, at);
      yield block.subarray(0, bytesRead);
      at += bytesRead;
    }
  } finally {
    await handle.close();
  }
}

async function timed(work: () => Promise<void>): Promise<{ ms: number; cpuMs: number }> {
  const startMs = performance.now();
  const cpuBefore = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(cpuBefore);
  return { ms: performance.now() - startMs, cpuMs: (user + system) / 1000 };
}

const skills = {
  upload: ({ graphUrl, token, path, to, sizeBytes }: Task) =>
    timed(async () => {
      const { uploadUrl } = await askJson(
        `${graphUrl}/me/drive/root:/${to}:/createUploadSession`,
        token,
        'POST',
      );
      for (let at = 0; at < sizeBytes; at += pieceBytes) {
        const end = Math.min(at + pieceBytes, sizeBytes);
        const { statusCode, body } = await request(String(uploadUrl), {
          dispatcher: agent,
          method: 'PUT',
          headers: {
            'content-length': String(end - at),
            'content-range': `bytes ${at}-${end - 1}/${sizeBytes}`,
          },
          // undici accepts any async iterable, but its type only allows Readable.
          body: readBlocks(path, at, end) as unknown as Buffer,
        });
        await body.dump();
        if (statusCode >= 400) throw new Error(`PUT: ${statusCode}`);
      }
    }),
  download: ({ graphUrl, token, path, to }: Task) =>
    timed(async () => {
      const item = await askJson(`${graphUrl}/me/drive/root:/${to}`, token, 'GET');
      const { statusCode, body } = await request(String(item['@microsoft.graph.downloadUrl']), {
        dispatcher: agent,
      });
      if (statusCode !== 200) throw new Error(`GET: ${statusCode}`);
      await pipeline(body, createWriteStream(path));
    }),
};
export type UndiciSkills = typeof skills;

interface Task {
  graphUrl: string;
  token: string;
  path: string;
  to: string;
  sizeBytes: number;
}

answerParent(skills);
