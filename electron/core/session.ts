import type { events } from '../contract/api.ts';
import type { ContentUrls } from './previews/content-urls.ts';
import type { Say } from './server.ts';
import type { Tickets } from './tickets.ts';

/** What belongs to one window and dies with it. */
export interface SessionContext {
  say: Say<typeof events>;
  tickets: Tickets;
  contentUrls: ContentUrls;
}
