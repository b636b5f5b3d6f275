import { app, session, shell } from 'electron';
import type { Log } from '../core/ports.ts';
import {
  isPermitted,
  judgeLink,
  judgeNavigation,
  mayDownload,
  mayRequest,
  toDeadProxy,
} from './renderer-security.ts';
import type { NavigationVerdict } from './renderer-security.ts';

/** https://www.electronjs.org/docs/latest/tutorial/security */
export async function guardWebContents(log: Log, serverUrl: string | null): Promise<void> {
  const openOutside = (verdict: NavigationVerdict): void => {
    if (typeof verdict !== 'object') return;
    shell
      .openExternal(verdict.openOutside)
      .catch((error: unknown) => log.warn('link failed', { error: String(error) }));
  };

  app.on('web-contents-created', (_event, contents) => {
    // WebRTC bypasses CSP and webRequest; without UDP it needs a proxy, and ours is dead.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
    contents.on('will-navigate', (details) => {
      const verdict = judgeNavigation(details.url);
      if (verdict === 'stay') return;
      details.preventDefault();
      log.warn('navigation stopped', { url: details.url });
      openOutside(verdict);
    });
    contents.on('will-redirect', (details) => {
      if (details.isMainFrame) details.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      openOutside(judgeLink(url));
      return { action: 'deny' };
    });
  });

  const isDevelopment = serverUrl !== null;
  const own = session.defaultSession;
  own.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(isPermitted(permission, details.requestingUrl, isDevelopment)),
  );
  own.setPermissionCheckHandler((_contents, permission, origin) =>
    isPermitted(permission, origin, isDevelopment),
  );
  own.setDevicePermissionHandler(() => false);
  own.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !mayRequest(details.url, serverUrl) }),
  );
  own.on('will-download', (event, item) => {
    if (!mayDownload(item.getURL())) event.preventDefault();
  });
  await own.setProxy(toDeadProxy(serverUrl));
}
