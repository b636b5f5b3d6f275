import type { events } from '../../contract/api.ts';
import type { ContentUrls } from './content-urls.ts';
import type { Emit } from './server.ts';
import type { Tickets } from './tickets.ts';

export interface SessionContext {
  emit: Emit<typeof events>;
  tickets: Tickets;
  contentUrls: ContentUrls;
  /** Absolute paths. @throws AppError notSupported: there is no window */
  startDrag(paths: readonly string[]): void;
  /** Aborted when the window has closed: anything opened later is closed at once. */
  closed: AbortSignal;
}
