import { AppError } from '../errors.ts';
import type { Browser } from '../ports.ts';

/**
 * Opens a page of OneDrive's website in the person's browser. The system's own words are dropped: they may repeat the
 * address, which may be a permission. @throws AppError pageNotOpened
 */
export async function openUrl(browser: Browser, url: string): Promise<void> {
  try {
    await browser.open(url);
  } catch {
    throw new AppError('pageNotOpened');
  }
}
