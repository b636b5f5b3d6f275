import type { methods } from '../../contract/api.ts';
import { openInViewer } from '../app/open-in-viewer.ts';
import { orNull } from '../graph/items.ts';
import { findFolders, listFolders, withParents } from '../items/folder-tree.ts';
import { addShortcut } from '../sharing/shared-list/add-shortcut.ts';
import type { Services } from '../services.ts';
import type { HandlersOfGroups } from '../session/server.ts';
import type { SessionContext } from '../session/session-context.ts';

type ViewHandlers = HandlersOfGroups<
  typeof methods,
  SessionContext,
  'view' | 'folders' | 'search' | 'index' | 'facts' | 'places' | 'paths' | 'shared' | 'libraries' | 'previews'
>;

const done = {};

export function createViewHandlers(services: Services): ViewHandlers {
  const { ports, accounts, views, handles, paths, previews } = services;
  return {
    'view.open': (opening, session) => views.open(session, opening),
    'view.arrange': ({ viewId, ...arrangement }, session) => handles.arrange(session, viewId, arrangement),
    'view.rows': ({ viewId, from, to }, session) => handles.rows(session, viewId, from, to),
    'view.locate': async ({ viewId, itemId }, session) => ({
      ordinal: await handles.locate(session, viewId, itemId),
    }),
    'view.findPrefix': async ({ viewId, prefix, from }, session) => ({
      ordinal: await handles.findPrefix(session, viewId, prefix, from),
    }),
    'view.summarize': ({ selection }, session) => handles.summarize(session, selection),
    'view.compare': ({ chosen, ...viewIds }, session) => views.compare(session, viewIds, chosen),
    'view.refresh': ({ viewId }, session) => handles.refresh(session, viewId),
    'view.close': async ({ viewId }, session) => (await handles.close(session, viewId), done),

    'folders.refresh': async ({ accountId, folder }) => ({
      refreshId: await services.folderRefreshes.begin(accountId, folder),
    }),
    'folders.stopRefresh': ({ refreshId }) => (services.folderRefreshes.cancel(refreshId), done),
    'folders.list': ({ accountId, folder }) => {
      const drive = accounts.drive(accountId);
      return listFolders(drive, folder ?? drive.root);
    },
    'folders.find': async ({ accountId, text }) => {
      const drive = accounts.drive(accountId);
      return withParents(drive, await findFolders(drive, text));
    },

    'search.open': (opening, session) => services.searches.open(session, opening),
    'search.online': ({ viewId }, session) => services.searches.online(session, viewId),

    'index.state': () => services.indexing.states(),
    'index.enumerate': async ({ accountId, folder }) => (
      await services.indexing.enumerate(accountId, folder),
      done
    ),
    'index.pause': async ({ accountId, folder, isPaused }) => (
      await services.indexing.pause(accountId, folder, isPaused),
      done
    ),
    'index.exclude': async ({ accountId, folder }) => (
      await services.indexing.exclude(accountId, folder),
      done
    ),

    'facts.totals': (about) => services.facts.totals(about),
    'facts.folderTotals': (asked) => services.facts.folderTotals(asked),
    'facts.tree': (about) => services.facts.tree(about),
    'facts.duplicates': (about) => services.facts.duplicates(about),
    'facts.changes': (about) => services.facts.changes(about),
    'facts.types': (about) => services.facts.types(about),

    'places.note': async ({ accountId, ...place }) => {
      accounts.drive(accountId);
      services.placeMemory.note(accountId, place);
      const { folder } = place;
      const known =
        folder === null ? null : await orNull(services.index.call('find', { accountId, item: folder }));
      if (folder !== null && known !== null)
        services.placeMemory.noteFolder({ accountId, place: place.place, folder, name: known.name });
      return done;
    },
    'places.noteSplit': (noted) => {
      // Stored only if both folders still exist.
      for (const pane of ['start', 'end'] as const)
        if (noted.split !== null) accounts.drive(noted.split[pane].accountId);
      services.placeMemory.noteSplit(noted);
      return done;
    },
    'places.recent': () => services.placeMemory.recent(),

    'paths.resolve': ({ accountId, text, from }) => paths.resolve(accountId, text, from),

    'shared.hide': async ({ accountId, item, hidden }) => {
      await services.sharedLinks.setRemoved(accountId, item, hidden);
      return done;
    },
    'shared.openLink': ({ accountId, link }) => services.sharedLinks.open(accountId, link),
    'shared.addShortcut': async ({ accountId, item }) => {
      const added = await addShortcut(accounts.drive(accountId), services, item);
      services.indexing.changedHere(accountId);
      return added;
    },

    'libraries.refresh': async ({ accountId }) => (await services.libraries.refresh(accountId), done),
    'libraries.find': ({ accountId, text }) => services.libraries.find(accountId, text),
    'libraries.add': ({ accountId, siteId, driveId }) => services.libraries.add(accountId, siteId, driveId),
    'libraries.hide': async ({ accountId, driveId, hidden }) => (
      await services.libraries.setListed(accountId, driveId, !hidden),
      done
    ),

    'previews.thumbnails': (wanted, session) => previews.thumbnails(session, wanted),
    'previews.cancel': ({ requestId }, session) => {
      previews.cancel(session, requestId);
      return {};
    },
    'previews.openPages': async ({ accountId, item }) => (
      await openInViewer(accounts.drive(accountId), ports.browser, item),
      done
    ),
    'previews.preview': ({ accountId, item }, session) => previews.preview(session, accountId, item),
  };
}
