import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge, EventMessage, OfferedFile, Reply, Ticket } from '../../contract/bridge.ts';

/**
 * The page's only access: `window.slipway`. Repeats the channel names of ../bridge-ipc.ts because a sandboxed
 * preload is a single file.
 */
const sliceBytes = 1024 * 1024;

interface Requested {
  offerId: string;
  requested: number[];
}

const bridge: Bridge = {
  async call(method, input) {
    try {
      return (await ipcRenderer.invoke('slipway:call', method, input)) as Reply;
    } catch (error) {
      return refuse(error, 'badInput');
    }
  },

  listen(sink) {
    // Never pass the event object to the page: it holds ipcRenderer.
    const forward = (_event: unknown, notice: EventMessage): void => sink(notice);
    ipcRenderer.on('slipway:notice', forward);
    return () => void ipcRenderer.off('slipway:notice', forward);
  },

  async offer(files) {
    try {
      const answer = (await ipcRenderer.invoke('slipway:offer', describe(files))) as
        Reply<Ticket[]> | Requested;
      if (!('requested' in answer)) return answer;
      for (const index of answer.requested)
        await sendSlices(answer.offerId, index, files[index] as unknown as File);
      return (await ipcRenderer.invoke('slipway:offered', answer.offerId)) as Reply<Ticket[]>;
    } catch (error) {
      return refuse(error, 'localFileUnreadable');
    }
  },
};

/**
 * `ours` is the code for an error of this side. The other side's error is a bug, and its text is not shown.
 */
function refuse(error: unknown, ours: 'badInput' | 'localFileUnreadable'): Reply<never> {
  const isTheirs = error instanceof Error && error.message.startsWith('Error invoking remote method');
  return { ok: false, error: { code: isTheirs ? 'bug' : ours, subject: null, facts: {}, details: null } };
}

/** Anything but a real file becomes null, which the main process refuses. */
function describe(files: readonly OfferedFile[]): unknown {
  try {
    return Array.from(files as unknown as File[], (file) => ({
      path: webUtils.getPathForFile(file),
      name: file.name,
      relativePath: file.webkitRelativePath,
      sizeBytes: file.size,
    }));
  } catch {
    return null;
  }
}

/** Sends one slice at a time so that a large paste is never in memory twice. */
async function sendSlices(offerId: string, index: number, file: File): Promise<void> {
  for (let from = 0; from < file.size; from += sliceBytes) {
    const bytes = new Uint8Array(await file.slice(from, from + sliceBytes).arrayBuffer());
    const isAccepted: unknown = await ipcRenderer.invoke('slipway:slice', offerId, index, bytes);
    if (isAccepted !== true) return;
  }
}

contextBridge.exposeInMainWorld('slipway', bridge);
