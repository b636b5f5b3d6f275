import type { Protocol } from './cdp.ts';
import type { Chromium } from './chromium.ts';

type TargetInfo = Protocol.Target.TargetInfo;

export interface Targets {
  open(): Promise<string>;
}

/** Keeps our windows' pages and closes any other page at once. */
export async function createTargets(
  browser: Chromium,
  isHeadless: boolean,
  gone: (targetId: string) => void,
): Promise<Targets> {
  const { cdp } = browser;
  const ours = new Set<string>();
  const strangers = new Set<string>();
  /** Windows on the display whose page has not appeared yet, by the mark in their URL. */
  const expected = new Map<string, (targetId: string) => void>();
  let opening = 0;

  const closeStrangers = (): void => {
    // While one of our windows opens, its page may be among them.
    if (opening > 0) return;
    for (const targetId of strangers) {
      if (!ours.has(targetId)) cdp.send('Target.closeTarget', { targetId }).catch(() => {});
    }
    strangers.clear();
  };
  const isElsewhere = ({ browserContextId }: TargetInfo): boolean =>
    browser.contextId !== null && browserContextId !== browser.contextId;
  const check = (target: TargetInfo): void => {
    const { targetId, type, url } = target;
    if (type !== 'page' || ours.has(targetId) || isElsewhere(target)) return;
    for (const [mark, found] of expected) {
      if (!url.includes(mark)) continue;
      expected.delete(mark);
      ours.add(targetId);
      return found(targetId);
    }
    strangers.add(targetId);
    closeStrangers();
  };

  /**
   * Starting the same browser again opens an app window in the first instance, without tabs or address bar.
   */
  const openOnDisplay = (): Promise<string> => {
    const mark = `stand-in-${crypto.randomUUID()}`;
    return new Promise((resolve) => {
      expected.set(mark, resolve);
      browser.openAppWindow(`data:text/html,<title>Slipway</title><!--${mark}-->`);
    });
  };
  const openHeadless = async (): Promise<string> => {
    const page = { url: 'about:blank', newWindow: true, ...toContext(browser) };
    return (await cdp.send('Target.createTarget', page)).targetId;
  };

  cdp.on('Target.targetCreated', ({ targetInfo }) => check(targetInfo));
  cdp.on('Target.targetInfoChanged', ({ targetInfo }) => check(targetInfo));
  cdp.on('Target.targetDestroyed', ({ targetId }) => {
    strangers.delete(targetId);
    if (ours.delete(targetId)) gone(targetId);
  });
  await cdp.send('Target.setDiscoverTargets', { discover: true });

  return {
    async open() {
      opening++;
      try {
        const targetId = await (isHeadless ? openHeadless() : openOnDisplay());
        ours.add(targetId);
        return targetId;
      } finally {
        opening--;
        closeStrangers();
      }
    },
  };
}

export const toContext = ({ contextId }: Chromium): { browserContextId?: string } =>
  contextId === null ? {} : { browserContextId: contextId };
