import type { events } from '../../contract/api.ts';
import type { ContentUrls } from './content-urls.ts';
import type { Emit } from './server.ts';
import type { Tickets } from './tickets.ts';

/** What belongs to one window and dies with it. */
export interface SessionContext {
  emit: Emit<typeof events>;
  tickets: Tickets;
  contentUrls: ContentUrls;
  /** Begins the system's drag of files with absolute paths. @throws AppError notSupported: there is no window */
  startDrag(paths: readonly string[]): void;
  /** Aborted when the window has closed: what is opened for it after that is closed at once. */
  closed: AbortSignal;
}
