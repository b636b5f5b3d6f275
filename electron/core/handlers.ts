import { methods } from '../contract/api.ts';
import type { Accounts } from './accounts/accounts.ts';
import { AppError } from './errors.ts';
import type { Deletes } from './items/deletes.ts';
import type { Items } from './items/items.ts';
import type { Paths } from './places/paths.ts';
import type { Views } from './places/views.ts';
import type { Ports } from './ports.ts';
import type { HandlersOf } from './server.ts';
import type { SessionContext } from './session.ts';
import type { SettingsService } from './settings/settings.ts';

export interface Services {
  ports: Ports;
  accounts: Accounts;
  views: Views;
  paths: Paths;
  items: Items;
  deletes: Deletes;
  settings: SettingsService;
}

export type Handlers = HandlersOf<typeof methods, SessionContext>;

const done = {};

const notYet = (): never => {
  throw new AppError('notSupported');
};

/** Contract name -> service call, one line each. */
export function createHandlers({ ports, accounts, views, paths, items, deletes, settings }: Services): Handlers {
  return {
    'app.start': () => ({ ...ports.about, accounts: accounts.list(), settings: settings.get() }),
    'app.painted': ({ itemCount }) => (ports.painted(itemCount), done),
    'app.quota': ({ accountId }) => accounts.quota(accountId),

    'accounts.list': () => accounts.list(),
    'accounts.addSample': () => accounts.addSample(),
    'accounts.remove': async ({ accountId }) => (await accounts.remove(accountId), done),

    'view.open': (opening, session) => views.open(session, opening),
    'view.arrange': ({ viewId, sort, filter }, session) => views.arrange(session, viewId, sort, filter),
    'view.rows': ({ viewId, from, to }, session) => views.rows(session, viewId, from, to),
    'view.locate': async ({ viewId, itemId }, session) => ({ ordinal: await views.locate(session, viewId, itemId) }),
    'view.findPrefix': async ({ viewId, prefix, from }, session) => ({
      ordinal: await views.findPrefix(session, viewId, prefix, from),
    }),
    'view.summarize': ({ selection }, session) => views.summarize(session, selection),
    'view.refresh': ({ viewId }, session) => views.refresh(session, viewId),
    'view.close': async ({ viewId }, session) => (await views.close(session, viewId), done),

    'paths.resolve': ({ accountId, text }) => paths.resolve(accountId, text),

    'items.createFolder': ({ accountId, parent, name }) => items.createFolder(accountId, parent, name),
    'items.rename': ({ accountId, item, name }) => items.rename(accountId, item, name),
    'items.planDelete': async ({ accountId, selection }, session) =>
      deletes.plan(accountId, await views.select(session, accountId, selection)),
    'items.delete': async ({ accountId, selection }, session) =>
      deletes.delete(accountId, await views.select(session, accountId, selection)),
    'items.undoDelete': ({ accountId, undoId }) => deletes.undo(accountId, undoId),
    'items.open': notYet,

    'looks.thumbnails': notYet,
    'looks.preview': notYet,

    'transfers.upload': notYet,
    'transfers.download': notYet,
    'transfers.list': notYet,
    'transfers.cancel': notYet,
    'transfers.retry': notYet,
    'transfers.resolve': notYet,
    'transfers.clearEnded': notYet,

    'documents.list': notYet,
    'documents.open': notYet,
    'documents.show': notYet,
    'documents.remove': notYet,
    'documents.saveBack': notYet,
    'documents.showFolder': notYet,

    'settings.get': () => settings.get(),
    'settings.change': (patch) => settings.change(withoutAbsent(patch)),
    'storage.summary': notYet,
    'storage.forgetEverything': notYet,
  };
}

/** A field that is not given is no field. */
function withoutAbsent<T extends object>(patch: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  // Fields that are undefined are gone, which is what the type says.
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
