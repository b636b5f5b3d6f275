import type { Codec } from '../wire/codec.ts';
import type { createCrossing } from './crossing.ts';

export interface PreloadWorld {
  handshake: string;
  binding: string;
  create: typeof createCrossing;
  codec: Codec;
}

type Hear = (event: unknown, ...args: unknown[]) => void;
type Delivery =
  | { kind: 'reply'; id: number; ok: boolean; value: unknown }
  | { kind: 'event'; channel: string; args: unknown };

/**
 * In an isolated world of the top frame that the page can't access. Provides the part of `electron`
 * available to a sandboxed preload, then runs it. Self-contained.
 */
export function runPreload(
  world: PreloadWorld,
  preload: (require: (name: string) => unknown, module: { exports: unknown }, exports: unknown) => void,
): void {
  if (window.top !== window) return;
  const { codec } = world;
  const toMain = (globalThis as unknown as Record<string, (text: string) => void>)[world.binding];
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const hearers = new Map<string, Hear[]>();
  const files = new Map<string, File>();
  let lastId = 0;

  const line = document.createElement('i');
  document.dispatchEvent(new FocusEvent(world.handshake, { relatedTarget: line }));
  const crossing = world.create(line, 'preload', 'page');

  const post = (message: Record<string, unknown>, args: unknown[]): void =>
    toMain?.(JSON.stringify({ ...message, href: location.href, args: codec.encode(args) }));

  line.addEventListener('preload:open', (event) =>
    post({ kind: 'open', url: String((event as CustomEvent).detail) }, []),
  );

  const ipcRenderer = {
    invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      return new Promise((resolve, reject) => {
        const id = ++lastId;
        post({ kind: 'invoke', id, channel }, args);
        waiting.set(id, { resolve, reject });
      });
    },
    send: (channel: string, ...args: unknown[]): void => post({ kind: 'send', channel }, args),
    on(channel: string, hear: Hear): unknown {
      hearers.set(channel, [...(hearers.get(channel) ?? []), hear]);
      return ipcRenderer;
    },
    off(channel: string, hear: Hear): unknown {
      hearers.set(
        channel,
        (hearers.get(channel) ?? []).filter((known) => known !== hear),
      );
      return ipcRenderer;
    },
  };

  const deliver = (delivery: Delivery): void => {
    if (delivery.kind === 'event') {
      const args = codec.decode(delivery.args) as unknown[];
      for (const hear of hearers.get(delivery.channel) ?? [])
        hear({ sender: ipcRenderer, ports: [] }, ...args);
      return;
    }
    const asked = waiting.get(delivery.id);
    waiting.delete(delivery.id);
    const value = codec.decode(delivery.value);
    if (delivery.ok) asked?.resolve(value);
    else asked?.reject(new Error(String(value)));
  };
  Object.assign(globalThis, {
    standIn: {
      deliver,
      /** Works once per handle: the main side asks for the file to get its path. */
      takeFile(handle: string): File | null {
        const file = files.get(handle) ?? null;
        files.delete(handle);
        return file;
      },
    },
  });

  const electron = {
    ipcRenderer,
    contextBridge: {
      exposeInMainWorld: (key: string, api: unknown): void =>
        void line.dispatchEvent(new CustomEvent('page:expose', { detail: [key, crossing.encode(api)] })),
    },
    webUtils: {
      // Synchronous, as in Electron; the main side fills in the path later.
      getPathForFile(file: unknown): string {
        if (!(file instanceof File)) throw new TypeError('getPathForFile expected a File');
        const handle = `stand-in-file:${crypto.randomUUID()}`;
        files.set(handle, file);
        return handle;
      },
    },
  };
  const requireElectron = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    throw new Error(`module not found: ${name} (a sandboxed preload may require electron only)`);
  };
  const module = { exports: {} };
  preload(requireElectron, module, module.exports);
}
