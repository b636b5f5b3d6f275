// A minimal app around the real bridge: the shell's IPC, preload and schemes, with a core that misbehaves.
import { join } from 'node:path';
import { app, BrowserWindow, protocol } from 'electron';
import { createBridgeIpc } from '../../electron/shell/bridge-ipc.ts';
import { registerSchemes } from '../../electron/shell/app-scheme.ts';
import { guardWebContents } from '../../electron/shell/guard.ts';
import { appUrl, rendererCsp } from '../../electron/shell/renderer-security.ts';
import { createConformanceCore } from './conformance-core.ts';

registerSchemes();
await app.whenReady();

const logged: string[] = [];
const note = (...entry: unknown[]): void => void logged.push(JSON.stringify(entry));
const log = { info: note, warn: note, error: note };
Object.assign(globalThis, { logged });

const html = (body: string, policy: string): Response =>
  new Response(`<!doctype html><title>bridge</title>${body}`, {
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
  });
const arriving = Promise.withResolvers<void>();
Object.assign(globalThis, { arrive: arriving.resolve });
protocol.handle('app', async (request) => {
  if (request.url.endsWith('/slow')) await arriving.promise;
  return html('', rendererCsp);
});
protocol.handle('content', () => html('<script>window.ran = true</script>', "default-src * 'unsafe-inline'"));
await guardWebContents(log, null);
const offered = join(app.getPath('userData'), 'offered');
const bridge = createBridgeIpc(createConformanceCore(log), offered, log, () => {});

function open(isAdmitted: boolean): BrowserWindow {
  const preload = join(import.meta.dirname, '../../out/preload/preload.cjs');
  const window = new BrowserWindow({ webPreferences: { preload, sandbox: true, contextIsolation: true } });
  if (isAdmitted) bridge.admit(window);
  return window;
}
Object.assign(globalThis, { open });

await open(true).loadURL(appUrl);
