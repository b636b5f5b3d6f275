import type { CDPSession, Page } from '@playwright/test';

export interface WatchedPage {
  /** Describes the listeners and DevTools sessions that a test added and did not remove. */
  findLeftovers(): string[];
}

export function watchPage(page: Page): WatchedPage {
  const context = page.context();
  const emitters = { page, context } as unknown as Record<string, NodeJS.EventEmitter>;
  const before = new Map(Object.entries(emitters).map(([name, it]) => [name, countListeners(it)]));
  const sessions = new Set<CDPSession>();
  const newCDPSession = context.newCDPSession.bind(context);
  context.newCDPSession = async (target) => {
    const session = await newCDPSession(target);
    const detach = session.detach.bind(session);
    sessions.add(session);
    session.detach = async () => {
      sessions.delete(session);
      await detach();
    };
    return session;
  };
  return {
    findLeftovers() {
      const listeners = Object.entries(emitters).flatMap(([name, it]) =>
        [...countListeners(it)]
          .filter(([event, count]) => count > (before.get(name)?.get(event) ?? 0))
          .map(([event]) => `a listener of the ${name} for ${String(event)}`),
      );
      return [...listeners, ...[...sessions].map(() => 'a DevTools session of the page')];
    },
  };
}

const countListeners = (emitter: NodeJS.EventEmitter): ReadonlyMap<string | symbol, number> =>
  new Map(emitter.eventNames().map((event) => [event, emitter.listenerCount(event)]));
