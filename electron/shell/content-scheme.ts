import { protocol } from 'electron';
import type { Core } from '../core/core.ts';
import type { Log } from '../core/ports.ts';
import { toContentHeaders, toContentId, toWantedBytes } from './content-headers.ts';

/** Answers content://<ticket> with what core lends for that ticket, or with 404. */
export function serveContent(core: Core, log: Log): void {
  protocol.handle('content', async (request) => {
    const ticket = request.method === 'GET' ? toContentId(request.url) : null;
    if (ticket === null) return new Response(null, { status: 404 });
    try {
      const content = await core.content(ticket, toWantedBytes(request.headers.get('range')));
      if (content === null) return new Response(null, { status: 404 });
      const { body } = content;
      return new Response(body instanceof Uint8Array ? new Uint8Array(body) : ReadableStream.from(body), {
        status: content.part === undefined ? 200 : 206,
        headers: toContentHeaders(content),
      });
    } catch (error) {
      log.warn('content failed', { error: String(error) });
      return new Response(null, { status: 502 });
    }
  });
}
