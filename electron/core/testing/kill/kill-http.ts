import type { Http, HttpRequest } from '../../ports.ts';
import { reached, type KillPoint } from './kill-points.ts';

type Kind = 'session' | 'piece' | 'small' | 'folder' | 'download';

export function withKillPoints(http: Http): Http {
  return {
    async request(sent) {
      const kind = toKind(sent);
      if (kind === null) return http.request(sent);
      reached(`${kind} asked`);
      const answer = await http.request({ ...sent, body: toWatched(sent.body, kind) });
      reached(`${kind} answered`);
      return kind === 'download' ? { ...answer, body: watch(answer.body, 'download body', null) } : answer;
    },
    close: () => http.close(),
  };
}

function toKind({ method, url }: HttpRequest): Kind | null {
  const { pathname } = new URL(url);
  if (method === 'POST' && pathname.endsWith('/createUploadSession')) return 'session';
  if (method === 'POST' && pathname.endsWith('/children')) return 'folder';
  if (method === 'PUT' && pathname.startsWith('/up/')) return 'piece';
  if (method === 'PUT' && pathname.endsWith('/content')) return 'small';
  return method === 'GET' && pathname.startsWith('/download/') ? 'download' : null;
}

function toWatched(body: HttpRequest['body'], kind: Kind): HttpRequest['body'] {
  if (body === null || typeof body === 'string' || body instanceof Uint8Array) return body;
  if (kind === 'piece') return watch(body, 'piece body', 'piece end');
  return kind === 'small' ? watch(body, null, 'small end') : body;
}

async function* watch(
  body: AsyncIterable<Uint8Array>,
  block: KillPoint | null,
  end: KillPoint | null,
): AsyncGenerator<Uint8Array> {
  for await (const bytes of body) {
    if (block !== null) reached(block);
    yield bytes;
  }
  if (end !== null) reached(end);
}
