import { ipcMain } from 'electron';
import type { BrowserWindow, IpcMainInvokeEvent, WebContents } from 'electron';
import type { EventMessage, Reply, Ticket } from '../contract/bridge.ts';
import { toFailure } from '../contract/errors.ts';
import type { ErrorCode } from '../contract/errors.ts';
import type { Core } from '../core/core.ts';
import type { Session } from '../core/session/windows.ts';
import type { Log } from '../core/ports.ts';
import { createOfferedFiles } from './offered-files.ts';
import type { OfferedFiles } from './offered-files.ts';
import { mayCall } from './renderer-security.ts';

interface Connection {
  session: Session;
  offered: OfferedFiles;
}

const refuse = (code: ErrorCode): Reply<never> => ({ ok: false, error: toFailure(code) });

/**
 * One core session for each document in an admitted window. Calls are refused during a navigation; one that
 * is blocked or fails leaves the session intact.
 */
export interface BridgeIpc {
  admit(window: BrowserWindow): void;
  close(): void;
}

export type StartDrag = (contents: WebContents, paths: readonly string[]) => void;

export function createBridgeIpc(
  core: Pick<Core, 'connect'>,
  offeredFolder: string,
  log: Log,
  startDrag: StartDrag,
): BridgeIpc {
  const admitted = new Map<WebContents, Connection | null>();
  const leaving = new Set<WebContents>();

  const end = (contents: WebContents): void => {
    const connection = admitted.get(contents);
    if (!connection) return;
    admitted.set(contents, null);
    connection.session.close();
    connection.offered
      .close()
      .catch((error: unknown) => log.warn('offer not cleared', { error: String(error) }));
  };

  const connect = (contents: WebContents): Connection => {
    const send = (notice: EventMessage): void => {
      if (!contents.isDestroyed()) contents.send('slipway:notice', notice);
    };
    const connection = {
      session: core.connect(send, { startDrag: (paths) => startDrag(contents, paths) }),
      offered: createOfferedFiles(offeredFolder),
    };
    admitted.set(contents, connection);
    return connection;
  };

  /** null unless it is the top frame of an admitted window showing the app. */
  const connectionOf = (event: IpcMainInvokeEvent): Connection | null => {
    if (!admitted.has(event.sender) || leaving.has(event.sender) || !mayCall(event.senderFrame)) {
      log.warn('call refused', { from: event.senderFrame?.url ?? null });
      return null;
    }
    return admitted.get(event.sender) ?? connect(event.sender);
  };

  ipcMain.handle('slipway:call', (event, method: unknown, input: unknown): Promise<Reply> | Reply => {
    const connection = connectionOf(event);
    if (!connection) return refuse('forbidden');
    return typeof method === 'string' ? connection.session.call(method, input) : refuse('unknownMethod');
  });
  ipcMain.handle('slipway:offer', async (event, described: unknown) => {
    const connection = connectionOf(event);
    if (!connection) return refuse('forbidden');
    const opened = await connection.offered.open(described);
    if (typeof opened === 'string') return refuse(opened);
    return 'paths' in opened ? connection.session.offer(opened.paths) : opened;
  });
  ipcMain.handle(
    'slipway:slice',
    (event, offerId: unknown, index: unknown, bytes: unknown) =>
      connectionOf(event)?.offered.write(offerId, index, bytes) ?? false,
  );
  ipcMain.handle('slipway:offered', async (event, offerId: unknown): Promise<Reply<Ticket[]>> => {
    const connection = connectionOf(event);
    if (!connection) return refuse('forbidden');
    const paths = await connection.offered.finish(offerId);
    return paths === null ? refuse('localFileUnreadable') : connection.session.offer(paths);
  });

  return {
    admit({ webContents }) {
      admitted.set(webContents, null);
      const stay = (): void => void leaving.delete(webContents);
      webContents.on('did-start-navigation', (details) => {
        if (details.isMainFrame && !details.isSameDocument) leaving.add(webContents);
      });
      // Electron emits this after did-start-navigation, but the guard has already decided.
      webContents.on('will-navigate', (details) => {
        if (details.defaultPrevented) stay();
      });
      webContents.on('did-stop-loading', stay);
      webContents.on('did-navigate', () => {
        stay();
        end(webContents);
      });
      webContents.once('destroyed', () => {
        stay();
        end(webContents);
        admitted.delete(webContents);
      });
    },
    close() {
      for (const channel of ['call', 'offer', 'slice', 'offered'])
        ipcMain.removeHandler(`slipway:${channel}`);
      for (const contents of admitted.keys()) end(contents);
    },
  };
}
