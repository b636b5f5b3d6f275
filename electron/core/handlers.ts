import { methods } from '../contract/api.ts';
import { listActivity, listDeleted } from './activity/activity-list.ts';
import type { ActivityRecord } from './activity/activity-record.ts';
import { readOverview, saveOverview } from './app/account-overview.ts';
import { askQuotas, pauseAccounts, planRemovals, removeAccounts } from './app/many-accounts.ts';
import { chooseDownloadFolder } from './app/choose-download-folder.ts';
import { compareTexts } from './app/compare-texts.ts';
import { readLicences } from './app/licences.ts';
import { moveDocumentsFolder } from './app/move-documents-folder.ts';
import { readLog } from './app/diagnostics/read-log.ts';
import { saveReport } from './app/diagnostics/save-report.ts';
import { saveActivity } from './app/export-activity.ts';
import { listMyShares } from './app/my-shares.ts';
import { findFile } from './app/find-file.ts';
import { openBinOnWeb } from './app/open-bin.ts';
import { openOnWeb } from './app/open-on-web.ts';
import { openInViewer } from './app/open-in-viewer.ts';
import { openItem, showItem } from './app/open-item.ts';
import { planRemoval, removeAccount } from './app/remove-account.ts';
import { resetApp } from './app/reset-app.ts';
import { readSiteBin } from './app/read-site-bin.ts';
import { createProfile, listProfiles, openProfile } from './app/profiles.ts';
import { clearThumbnails } from './app/clear-thumbnails.ts';
import { readStorageSummary } from './app/storage-summary.ts';
import { keepCopies, listCopies, renewCopies } from './copies/copies.ts';
import { markCopies } from './copies/copy-marks.ts';
import { freeSpace, planFreeSpace } from './copies/free-space.ts';
import { keepItems, letGoOfItems } from './copies/keep-items.ts';
import { orNull } from './graph/items.ts';
import { readDetails } from './graph/item-details.ts';
import { readCheckOut } from './graph/read-check-out.ts';
import { changeCheckOut } from './items/check-out.ts';
import { findFolders, listFolders, withParents } from './items/folder-tree.ts';
import { moveCopies, moveDownload } from './copies/move-copies.ts';
import { toUndoMethod } from './items/undo-jobs.ts';
import { toDownloads } from './methods/item-methods.ts';
import { findSharedAbove } from './items/shared-above.ts';
import { toManagement } from './policy/management.ts';
import { addShortcut } from './sharing/shared-list/add-shortcut.ts';
import type { Services } from './services.ts';
import type { HandlersOf } from './session/server.ts';
import type { SessionContext } from './session/session-context.ts';

export type Handlers = HandlersOf<typeof methods, SessionContext>;

const done = {};
const maxRows = 500;
const maxActivity = 1_000;

/** Maps contract names to service calls, one line each. */
export function createHandlers(services: Services): Handlers {
  const {
    ports,
    accounts,
    signIns,
    appDrives,
    accountImports,
    views,
    handles,
    paths,
    items,
    deletes,
    moves,
    previews,
    settings,
  } = services;
  const { documents, itemMethods, notices, sharing, transfers, updates, versions } = services;
  const canUndo = (record: ActivityRecord): boolean =>
    toUndoMethod(record, (accountId) => accounts.find(accountId)?.account) !== null;
  const changing = async <T>(accountId: string, work: Promise<T>): Promise<T> => {
    const outcome = await work;
    services.indexing.changedHere(accountId);
    return outcome;
  };
  return {
    'app.start': () => ({
      ...ports.about,
      profile: ports.profiles.current,
      accounts: accounts.list(),
      settings: settings.get(),
      lastPlaces: services.placeMemory.get(),
    }),
    'app.painted': ({ itemCount }) => (ports.painted(itemCount), done),
    'app.networkBack': () => (services.networkBack(), done),
    'app.quota': ({ accountId, driveId }) => accounts.quota(accountId, driveId),
    'app.knownQuota': ({ accountId }) => accounts.knownQuota(accountId),
    'app.takeAddress': () => ({ text: services.addresses.take() }),
    'app.licences': () => readLicences(ports.licencesFile),
    'app.management': () => toManagement(ports.policy),

    'updates.state': () => updates.state(),
    'updates.check': () => updates.check(),
    'updates.download': () => updates.download(),
    'updates.install': () => updates.install(),
    'updates.postpone': () => updates.postpone(),

    'accounts.list': () => accounts.list(),
    'accounts.addSample': () => accounts.addSample(),
    'accounts.rename': async ({ accountId, name }) => (await accounts.rename(accountId, name), done),
    'accounts.arrange': async ({ accounts: order }) => (await accounts.arrange(order), done),
    'accounts.setSaveEdits': async ({ accountId, saveEdits }) => (
      await accounts.setSaveEdits(accountId, saveEdits),
      done
    ),
    'accounts.planRemove': ({ accountId }) => planRemoval(services, accountId),
    'accounts.remove': async ({ accountId, includeDocuments }) => (
      await removeAccount(services, accountId, includeDocuments),
      done
    ),
    'accounts.waiting': ({ accountId }) => {
      const untilMs = accounts.waitUntil(accountId);
      return { until: untilMs === null ? null : new Date(untilMs).toISOString() };
    },
    'accounts.permissions': ({ accountId }) => accounts.permissions(accountId),
    'accounts.overview': () => readOverview(services),
    'accounts.askQuotas': ({ accountIds }) => askQuotas(services, accountIds),
    'accounts.pause': async ({ accountIds, isPaused }) => (
      await pauseAccounts(services, accountIds, isPaused),
      done
    ),
    'accounts.planRemoveMany': ({ accountIds }) => planRemovals(services, accountIds),
    'accounts.removeMany': ({ accountIds }) => removeAccounts(services, accountIds),
    'accounts.export': async ({ report, accountIds }) => {
      const name = await saveOverview(services, report, accountIds);
      return name === null ? null : { name };
    },

    'signIn.defaults': () => signIns.defaults(),
    'signIn.begin': (request, session) => signIns.begin(session, request),
    'signIn.openAgain': async ({ signInId }, session) => (await signIns.openAgain(session, signInId), done),
    'signIn.cancel': ({ signInId }, session) => (signIns.cancel(session, signInId), done),
    'signIn.findOwners': ({ signInId, text }, session) => appDrives.findOwners(session, signInId, text),
    'signIn.listOwners': ({ signInId, cursor }, session) => appDrives.listOwners(session, signInId, cursor),
    'signIn.checkDrives': ({ signInId, userIds }, session) =>
      appDrives.checkDrives(session, signInId, userIds),
    'signIn.addDrives': ({ signInId, ...wanted }, session) => appDrives.addDrives(session, signInId, wanted),

    'accountImport.read': ({ ticket }, session) => accountImports.read(session, ticket),
    'accountImport.run': ({ importId, secrets }, session) => accountImports.run(session, importId, secrets),
    'accountImport.export': () => ({ yaml: accountImports.export() }),

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
    'libraries.refresh': async ({ accountId }) => (await services.libraries.refresh(accountId), done),
    'libraries.find': ({ accountId, text }) => services.libraries.find(accountId, text),
    'libraries.add': ({ accountId, siteId, driveId }) => services.libraries.add(accountId, siteId, driveId),
    'libraries.hide': async ({ accountId, driveId, hidden }) => (
      await services.libraries.setListed(accountId, driveId, !hidden),
      done
    ),
    'shared.addShortcut': ({ accountId, item }) =>
      changing(accountId, addShortcut(accounts.drive(accountId), services.index, item)),

    'items.details': ({ accountId, item }) => readDetails(accounts.drive(accountId), item),
    'items.checkOut': ({ accountId, item }) => readCheckOut(accounts.drive(accountId), item),
    'items.changeCheckOut': ({ accountId, item, ...change }) =>
      changeCheckOut(accounts.drive(accountId), services.index, item, change),
    'items.findFile': ({ accountId, parent, name }) => findFile(accounts.drive(accountId), parent, name),
    'items.createFolder': ({ accountId, parent, name }) =>
      changing(accountId, items.createFolder(accountId, parent, name)),
    'items.rename': ({ accountId, item, name }) => changing(accountId, items.rename(accountId, item, name)),
    'items.planDelete': async ({ accountId, selection }, session) =>
      deletes.plan(accountId, await handles.select(session, accountId, selection)),
    'items.delete': async ({ accountId, selection }, session) =>
      itemMethods.delete(accountId, await handles.select(session, accountId, selection)),
    'items.pick': async ({ accountId, selection }, session) => {
      const selected = await handles.select(session, accountId, selection);
      const above = await findSharedAbove(services.index, accountId, selected.entries);
      return services.picks.pick(session, { accountId, selected, isInShared: above.length > 0 });
    },
    'items.move': async ({ pickId, accountId, to: folder }, session) => {
      const picked = services.picks.get(session, pickId);
      return moves.move(picked, { accountId, folder, path: await paths.pathOf(accountId, folder) });
    },
    'items.copy': async ({ pickId, accountId, to: folder }, session) => {
      const picked = services.picks.get(session, pickId);
      return moves.copy(picked, { accountId, folder, path: await paths.pathOf(accountId, folder) });
    },
    'items.planCarry': async ({ verb, pickId, accountId, to: folder }, session) =>
      moves.planCarry(verb, services.picks.get(session, pickId), { accountId, folder, path: '' }),
    'items.carry': async ({ verb, pickId, accountId, to: folder }, session) => {
      const picked = services.picks.get(session, pickId);
      return moves.carry(verb, picked, { accountId, folder, path: await paths.pathOf(accountId, folder) });
    },
    'drags.plan': async ({ accountId, selection }, session) =>
      services.drags.plan(session, { accountId, ...(await handles.select(session, accountId, selection)) }),
    'drags.start': ({ dragId }, session) => (services.drags.start(session, dragId), done),
    'drags.fetch': ({ dragId }, session) => services.drags.fetch(session, dragId),
    'drags.begin': async ({ selection, ...drag }, session) => {
      const { accountId } = drag;
      const dragged = await services.windowDrags.begin(session, drag, async () => {
        const selected = await handles.select(session, accountId, selection);
        const above = await findSharedAbove(services.index, accountId, selected.entries);
        return { accountId, selected, isInShared: above.length > 0 };
      });
      return services.picks.pick(session, dragged);
    },
    'drags.end': ({ dragId }, session) => (services.windowDrags.end(session, dragId), done),
    'drags.adopt': ({ dragId }, session) => {
      const dragged = services.windowDrags.find(dragId);
      return dragged === null ? null : services.picks.pick(session, dragged);
    },
    'drags.isOwn': ({ dragId, tickets }, session) => ({
      isOwn: services.drags.isOwn(session, dragId, tickets),
    }),
    'items.copyFiles': async ({ pickId }, session) => ({
      isDone: await services.drags.copy(services.picks.get(session, pickId)),
    }),
    'folders.list': ({ accountId, folder }) => {
      const drive = accounts.drive(accountId);
      return listFolders(drive, folder ?? drive.root);
    },
    'folders.find': async ({ accountId, text }) => {
      const drive = accounts.drive(accountId);
      return withParents(drive, await findFolders(drive, text));
    },
    'activity.list': ({ filter, from, to }) =>
      listActivity(services.activity, filter, { from, to: Math.min(to, from + maxActivity) }, canUndo),
    'bin.list': ({ accountId, driveId, from, to }) => {
      const account = accounts.find(accountId)?.account ?? { accountId, libraries: [] };
      const range = { from, to: Math.min(to, from + maxActivity) };
      return listDeleted(services.activity, { account, driveId }, range, canUndo);
    },
    'bin.listOfSite': ({ accountId, driveId }) =>
      readSiteBin(accounts.drive(accountId), services.activity, driveId),
    'bin.openOnWeb': async ({ accountId, driveId }) => (
      await openBinOnWeb(accounts.drive(accountId), driveId, ports.browser),
      done
    ),
    'activity.export': async ({ filter }) => {
      const name = await saveActivity(services, filter);
      return name === null ? null : { name };
    },
    'items.openOnWeb': async ({ accountId, item }) => (
      await openOnWeb(accounts.drive(accountId), ports.browser, item ?? accounts.drive(accountId).root),
      done
    ),
    'changes.planUndo': async ({ batchId, entryIds }) => ({
      plan: await services.undo.plan(batchId, entryIds),
    }),
    'changes.undo': ({ batchId, entryIds }) => services.undo.undo(batchId, entryIds),
    'items.open': async ({ accountId, item }) => ({ transferId: await openItem(services, accountId, item) }),
    'items.show': async ({ accountId, item }) => ({ transferId: await showItem(services, accountId, item) }),

    'sharing.access': ({ accountId, item }) => sharing.access(accountId, item),
    'sharing.mine': ({ accountId }) => listMyShares(services, accountId),
    'sharing.createLink': ({ accountId, item, ...wanted }) => sharing.createLink(accountId, item, wanted),
    'sharing.addToLink': async ({ accountId, item, grantId, emails }) => (
      await sharing.addToLink(accountId, item, grantId, emails),
      done
    ),
    'sharing.removeFromLink': async ({ accountId, item, grantId, personId }) => (
      await sharing.removeFromLink(accountId, item, grantId, personId),
      done
    ),
    'sharing.copyLink': async ({ accountId, item, grantId }) => (
      await sharing.copyLink(accountId, item, grantId),
      done
    ),
    'sharing.copyAddress': async ({ accountId, item }) => (await sharing.copyAddress(accountId, item), done),
    'sharing.invite': async ({ accountId, item, ...invitation }) => (
      await sharing.invite(accountId, item, invitation),
      done
    ),
    'sharing.setRole': async ({ accountId, item, grantId, role }) => (
      await sharing.setRole(accountId, item, grantId, role),
      done
    ),
    'sharing.remove': async ({ accountId, item, grantId }) => (
      await sharing.remove(accountId, item, grantId),
      done
    ),

    'versions.list': ({ accountId, item }) => versions.list(accountId, item),
    'versions.restore': async ({ accountId, item, versionId }) => (
      await versions.restore(accountId, item, versionId),
      done
    ),
    'versions.compare': ({ accountId, item, versionId }) => versions.compare(accountId, item, versionId),
    'versions.preview': ({ accountId, item, versionId }, session) =>
      versions.preview(session, accountId, item, versionId),
    'versions.save': ({ accountId, item, versionId }) => versions.save(accountId, item, versionId),

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

    'transfers.upload': async ({ accountId, parent, tickets, intent }, session) => {
      const to = { folder: parent, path: await paths.pathOf(accountId, parent) };
      const begin = intent === 'save' ? itemMethods.save : itemMethods.create;
      return begin(accountId, to, session.tickets.redeem(tickets));
    },
    'transfers.download': async ({ accountId, selection }, session) => {
      const selected = await handles.select(session, accountId, selection);
      const to = await chooseDownloadFolder(services);
      return to === null ? null : itemMethods.download(accountId, toDownloads(selected, to.folder));
    },
    'transfers.downloadTo': async ({ accountId, selection }, session) => {
      const selected = await handles.select(session, accountId, selection);
      const folder = await services.ports.picker.chooseFolder();
      return folder === null ? null : itemMethods.download(accountId, toDownloads(selected, folder));
    },
    'transfers.moveTo': async ({ transferId }) => {
      const folder = await services.ports.picker.chooseFolder();
      return folder === null ? null : moveDownload(services, transferId, folder);
    },
    'transfers.show': async ({ transferId }) => (await transfers.show(transferId), done),
    'transfers.list': () => transfers.list(),
    'transfers.rows': ({ filter, collapsed, from, to }) =>
      transfers.rows({ filter, collapsed: new Set(collapsed), from, to: Math.min(to, from + maxRows) }),
    'transfers.top': ({ max }) => transfers.top(max),
    'transfers.find': ({ transferId }) => transfers.find(transferId),
    'transfers.pause': async (choice) => (await transfers.pause(choice), done),
    'transfers.resume': async (choice) => (await transfers.resume(choice), done),
    'transfers.prioritize': async (choice) => (await transfers.prioritize(choice), done),
    'transfers.cancel': async (choice) => (await transfers.cancel(choice), done),
    'transfers.retry': async (choice) => (await transfers.retry(choice), done),
    'transfers.resolve': async ({ transferId, choice, applyToBatch }) => (
      await transfers.resolve(transferId, choice, applyToBatch),
      done
    ),
    'transfers.clearEnded': async () => (await transfers.clearEnded(), done),
    'transfers.dismissDamage': async () => (await transfers.dismissDamage(), done),

    'documents.list': () => listCopies(services),
    'documents.removeMany': async ({ documentIds }) => ({
      failed: (await documents.removeMany(documentIds)).failed,
    }),
    'documents.check': async () => (await services.keptReviews.checkAll(), done),
    'documents.renew': async ({ documentIds }) => ({ count: await renewCopies(services, documentIds) }),
    'documents.moveTo': async ({ documentIds }) => {
      const folder = await services.ports.picker.chooseFolder();
      return folder === null ? null : moveCopies(services, documentIds, folder);
    },
    'documents.keep': async ({ documentIds, isKept }) => (
      await keepCopies(services, documentIds, isKept),
      done
    ),
    'copies.keep': async ({ accountId, selection, isKept }, session) => {
      const keeping = { accountId, ...(await handles.select(session, accountId, selection)) };
      return isKept ? keepItems(services, keeping) : letGoOfItems(services, keeping);
    },
    'copies.marks': ({ accountId, path, items: refs }) => markCopies(services, accountId, path, refs),
    'documents.planFreeSpace': () => planFreeSpace(services),
    'documents.freeSpace': () => freeSpace(services),
    'documents.open': async ({ documentId }) => (await documents.open(documentId), done),
    'documents.show': async ({ documentId }) => (await documents.show(documentId), done),
    'documents.remove': async ({ documentId }) => (await documents.remove(documentId), done),
    'documents.saveBack': async ({ documentId }) => ({ transferId: await itemMethods.saveCopy(documentId) }),
    'edits.list': () => services.edits.list(),
    'edits.outdated': () => services.openedCopies.outdated(),
    'edits.takeTheirs': async ({ documentId }) => ({ batchId: await services.edits.takeTheirs(documentId) }),
    'edits.openBoth': async ({ documentId }) => (await services.edits.openBoth(documentId), done),
    'edits.compare': ({ documentId }) => compareTexts(services, documentId),
    'documents.folderMove': () => services.place.move(),
    'documents.moveFolder': async () => ({ isBegun: await moveDocumentsFolder(services) }),
    'documents.showFolder': async () => (await documents.showFolder(), done),

    'profile.notices': () => notices.list(),
    'profile.dismissNotice': async ({ code }) => (await notices.dismiss(code), done),

    'profiles.list': () => listProfiles({ ports }),
    'profiles.open': async ({ name }) => (await openProfile({ ports }, name), done),
    'profiles.create': async ({ name }) => (await createProfile({ ports }, name), done),

    'settings.get': () => settings.get(),
    'settings.change': (patch) => settings.change(withoutAbsent(patch)),
    'network.state': () => services.network.state(),
    'network.check': () => services.network.check(),
    'network.signIn': (credential) => services.network.signIn(credential),
    'network.forgetSignIn': async () => (await services.network.forgetSignIn(), done),
    'program.openWindow': (start) => {
      ports.desktop.openWindow(start);
      return done;
    },
    'program.log': (wanted) => readLog(services, wanted),
    'program.saveReport': async () => {
      const name = await saveReport(services);
      return name === null ? null : { name };
    },
    'storage.clearThumbnails': async () => (await clearThumbnails(services), done),
    'storage.summary': () => readStorageSummary(services),
    'storage.forgetEverything': ({ includeDocuments }) =>
      resetApp({ ...services, folders: ports.folders }, includeDocuments),
  };
}

function withoutAbsent<T extends object>(patch: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
