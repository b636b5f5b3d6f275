import { AppError } from '../errors.ts';
import type { Browser } from '../ports.ts';

/** The system's error may repeat the URL, which may grant access. @throws AppError pageNotOpened */
export async function openUrl(browser: Browser, url: string): Promise<void> {
  try {
    await browser.open(url);
  } catch {
    throw new AppError('pageNotOpened');
  }
}
