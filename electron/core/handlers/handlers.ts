import type { methods } from '../../contract/api.ts';
import { createAccountHandlers } from './account-handlers.ts';
import { createAppHandlers } from './app-handlers.ts';
import { createItemHandlers } from './item-handlers.ts';
import { createTransferHandlers } from './transfer-handlers.ts';
import { createViewHandlers } from './view-handlers.ts';
import type { Services } from '../services.ts';
import type { HandlersOf } from '../session/server.ts';
import type { SessionContext } from '../session/session-context.ts';

export type Handlers = HandlersOf<typeof methods, SessionContext>;

export const createHandlers = (services: Services): Handlers => ({
  ...createAppHandlers(services),
  ...createAccountHandlers(services),
  ...createViewHandlers(services),
  ...createItemHandlers(services),
  ...createTransferHandlers(services),
});
