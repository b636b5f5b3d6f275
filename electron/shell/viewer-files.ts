import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { toContentId } from './content-headers.ts';

const types = {
  'index.html': 'text/html; charset=utf-8',
  'viewer.css': 'text/css; charset=utf-8',
  'viewer.js': 'text/javascript; charset=utf-8',
  'worker.js': 'text/javascript; charset=utf-8',
  'jbig2_nowasm_fallback.js': 'text/javascript; charset=utf-8',
  'openjpeg_nowasm_fallback.js': 'text/javascript; charset=utf-8',
  'maps.bin': 'application/octet-stream',
  'FoxitSymbol.pfb': 'application/octet-stream',
  'FoxitDingbats.pfb': 'application/octet-stream',
} as const;
export type ViewerFile = keyof typeof types;

/** The viewer may fetch only from its own origin: no eval, frames, forms, or bridge. */
export const viewerCsp = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  'frame-ancestors app:',
  "require-trusted-types-for 'script'",
  'trusted-types worker',
  // Each PDF's origin is its content id.
  'sandbox allow-scripts allow-same-origin',
].join('; ');

export function toViewerFile(url: string): ViewerFile | null {
  if (toContentId(url) === null) return null;
  const name = /^\/viewer\/([\w.]*)$/.exec(new URL(url).pathname)?.[1];
  if (name === '') return 'index.html';
  return name !== undefined && Object.hasOwn(types, name) ? (name as ViewerFile) : null;
}

const decompress = promisify(brotliDecompress);

export async function respondWithViewer(name: ViewerFile, folder: string): Promise<Response> {
  const body = await decompress(await readFile(join(folder, `${name}.br`)));
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': types[name],
      'content-security-policy': viewerCsp,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
  });
}
