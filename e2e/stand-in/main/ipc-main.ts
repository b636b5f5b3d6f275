import { EventEmitter } from 'node:events';
import type { IpcMain, IpcMainInvokeEvent } from 'electron';

type Handler = (event: IpcMainInvokeEvent, ...args: never[]) => unknown;

const handlers = new Map<string, Handler>();

const own = {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
  removeHandler: (channel: string): void => void handlers.delete(channel),
} satisfies Pick<IpcMain, 'handle' | 'removeHandler'>;

export const ipcMain = Object.assign(new EventEmitter(), own);

/** As in Electron, an error keeps only its message. */
export async function invoke(
  channel: string,
  event: unknown,
  args: unknown[],
): Promise<{ ok: boolean; value: unknown }> {
  const handler = handlers.get(channel);
  const prefix = `Error invoking remote method '${channel}':`;
  if (!handler) return { ok: false, value: `${prefix} Error: No handler registered for '${channel}'` };
  try {
    return { ok: true, value: await handler(event as IpcMainInvokeEvent, ...(args as never[])) };
  } catch (error) {
    return { ok: false, value: `${prefix} ${String(error)}` };
  }
}
