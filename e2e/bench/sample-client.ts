// A separate process, so that its cost is not counted as the service's. Reports how long the work took,
// without start-up, and how many rows it received.
import { request } from 'undici';

const PIECE_BYTES = 10 * 1024 * 1024;

export interface Task {
  graphUrl: string;
  token: string;
  work: 'upload' | 'download' | 'walk';
  /** Below the Graph root: "/me/drive/root:/down.bin", "/me/drive/root/delta?$top=1000". */
  path: string;
  totalBytes: number;
}

export interface Report {
  seconds: number;
  rows: number;
}

type Json = Record<string, unknown>;

async function ask(task: Task, url: string, method: 'GET' | 'POST' = 'GET'): Promise<Json> {
  const answer = await request(url, {
    method,
    headers: { authorization: `Bearer ${task.token}`, 'content-type': 'application/json' },
    body: method === 'POST' ? '{}' : null,
  });
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode}`);
  return (await answer.body.json()) as Json;
}

async function upload(task: Task): Promise<number> {
  const { totalBytes } = task;
  const { uploadUrl } = await ask(task, `${task.graphUrl}${task.path}:/createUploadSession`, 'POST');
  const piece = Buffer.alloc(PIECE_BYTES);
  for (let at = 0; at < totalBytes; at += PIECE_BYTES) {
    const body = piece.subarray(0, Math.min(PIECE_BYTES, totalBytes - at));
    const answer = await request(String(uploadUrl), {
      method: 'PUT',
      body,
      headers: { 'content-range': `bytes ${at}-${at + body.length - 1}/${totalBytes}` },
    });
    await answer.body.dump();
    if (answer.statusCode >= 300) throw new Error(`upload: ${answer.statusCode}`);
  }
  return 0;
}

async function download(task: Task): Promise<number> {
  const item = await ask(task, task.graphUrl + task.path);
  for (let at = 0; at < task.totalBytes; at += PIECE_BYTES) {
    const last = Math.min(at + PIECE_BYTES, task.totalBytes) - 1;
    const answer = await request(String(item['@microsoft.graph.downloadUrl']), {
      headers: { range: `bytes=${at}-${last}` },
    });
    if (answer.statusCode !== 206) throw new Error(`download: ${answer.statusCode}`);
    for await (const part of answer.body) void part;
  }
  return 0;
}

async function walk(task: Task): Promise<number> {
  let rows = 0;
  for (let next: string | null = task.graphUrl + task.path; next !== null;) {
    const page: Json = await ask(task, next);
    rows += (page['value'] as unknown[]).length;
    next = typeof page['@odata.nextLink'] === 'string' ? page['@odata.nextLink'] : null;
  }
  return rows;
}

process.once('message', (task: Task) => {
  const startMs = performance.now();
  void { upload, download, walk }[task.work](task).then((rows) => {
    process.send?.({ seconds: (performance.now() - startMs) / 1000, rows } satisfies Report);
    process.disconnect();
  });
});
