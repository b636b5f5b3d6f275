import { extname, join, sep } from 'node:path';
import { isAppUrl } from './renderer-security.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** null for a path outside `folder` or a type we don't ship. */
export function toAppFile(url: string, folder: string): { path: string; type: string } | null {
  if (!isAppUrl(url)) return null;
  let pathname: string;
  try {
    pathname = decodeURIComponent(new URL(url).pathname);
  } catch {
    return null;
  }
  if (pathname.includes('\0') || pathname.includes('\\')) return null;
  const path = join(folder, pathname === '/' || pathname === '' ? 'index.html' : pathname);
  const type = types[extname(path)];
  return path.startsWith(folder + sep) && type !== undefined ? { path, type } : null;
}
