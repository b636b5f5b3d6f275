import type { Page, Request } from '@playwright/test';

/** Includes what the page opens or downloads. `stop` returns the URLs. */
export function recordRequests(page: Page): { stop(): string[] } {
  const recorded: string[] = [];
  const onRequest = (request: Request): void => void recorded.push(request.url());
  const onPopup = (): void => void recorded.push('a window');
  const onDownload = (): void => void recorded.push('a download');
  page.on('request', onRequest).on('popup', onPopup).on('download', onDownload);
  return {
    stop() {
      page.off('request', onRequest).off('popup', onPopup).off('download', onDownload);
      return recorded;
    },
  };
}
