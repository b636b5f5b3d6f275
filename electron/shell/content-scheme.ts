import { protocol } from 'electron';
import type { Core } from '../core/core.ts';
import type { Log } from '../core/ports.ts';
import { toContentHeaders, toContentId, parseByteRange } from './content-headers.ts';
import { respondWithViewer, toViewerFile } from './viewer-files.ts';

/** content://<contentId>/viewer/ is the PDF viewer for that content. */
export function serveContent(core: Core, viewerFolder: string, log: Log): void {
  protocol.handle('content', async (request) => {
    const contentId = request.method === 'GET' ? toContentId(request.url) : null;
    if (contentId === null) return new Response(null, { status: 404 });
    try {
      const viewerFile = toViewerFile(request.url);
      if (viewerFile !== null) return await respondWithViewer(viewerFile, viewerFolder);
      const content = await core.content(contentId, parseByteRange(request.headers.get('range')));
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
