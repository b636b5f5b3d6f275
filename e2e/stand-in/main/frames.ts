import type { WebFrameMain } from 'electron';
import type { CdpSession } from '../chromium/cdp.ts';
import { toAppUrl } from '../wire/schemes.ts';
import { worldName } from '../worlds/sources.ts';
import { schemes } from './host.ts';

export type Frame = Pick<WebFrameMain, 'url' | 'parent' | 'top' | 'origin' | 'isDestroyed'>;

export interface Frames {
  /** The frame that currently owns a preload world; null for any other world. */
  senderOf(contextId: number, href: string): Frame | null;
  topContext(): number | null;
  /** The world of the top frame's next document. */
  nextTopContext(): Promise<number>;
}

/**
 * Maps worlds to frames. A message is attributed to the frame whose preload world sent it, and its URL is
 * trusted only if the browser reports the same origin.
 */
export function createFrames(page: CdpSession, topFrameId: string): Frames {
  const contexts = new Map<number, { frameId: string; origin: string }>();
  const parents = new Map<string, string>();
  const waiting: ((contextId: number) => void)[] = [];

  page.on('Runtime.executionContextCreated', ({ context }) => {
    // The protocol doesn't specify auxData, but for pages it names the frame.
    const { frameId } = (context.auxData ?? {}) as { frameId?: string };
    if (context.name !== worldName || frameId === undefined) return;
    contexts.set(context.id, { frameId, origin: context.origin });
    if (frameId === topFrameId) for (const resolve of waiting.splice(0)) resolve(context.id);
  });
  page.on('Runtime.executionContextDestroyed', ({ executionContextId }) =>
    contexts.delete(executionContextId),
  );
  page.on('Runtime.executionContextsCleared', () => contexts.clear());
  page.on('Page.frameAttached', ({ frameId, parentFrameId }) => parents.set(frameId, parentFrameId));

  const toFrame = (frameId: string, url: string): Frame => {
    const parentId = parents.get(frameId);
    const parent = parentId === undefined ? null : (toFrame(parentId, '') as WebFrameMain);
    const { protocol: scheme, host } = new URL(url === '' ? 'about:blank' : url);
    return {
      url,
      origin: host === '' ? 'null' : `${scheme}//${host}`,
      parent,
      top: parent?.top ?? null,
      isDestroyed: () => false,
    };
  };

  return {
    senderOf(contextId, href) {
      const context = contexts.get(contextId);
      if (!context) return null;
      const isHonest = URL.canParse(href) && new URL(href).origin === context.origin;
      return toFrame(context.frameId, toAppUrl(isHonest ? href : context.origin, schemes));
    },
    topContext() {
      const newest = [...contexts].findLast(([, { frameId }]) => frameId === topFrameId);
      return newest?.[0] ?? null;
    },
    nextTopContext() {
      return new Promise((resolve) => waiting.push(resolve));
    },
  };
}
