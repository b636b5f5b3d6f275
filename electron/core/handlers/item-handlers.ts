import type { methods } from '../../contract/api.ts';
import type { ItemRef, Selection } from '../../contract/records.ts';
import { listActivity, listDeleted } from '../activity/activity-list.ts';
import type { ActivityRecord } from '../activity/activity-record.ts';
import { saveActivity } from '../app/export-activity.ts';
import { findFile } from '../app/find-file.ts';
import { listMyShares } from '../app/my-shares.ts';
import { openBinOnWeb } from '../app/open-bin.ts';
import { openItem, showItem } from '../app/open-item.ts';
import { openOnWeb } from '../app/open-on-web.ts';
import { readSiteBin } from '../app/read-site-bin.ts';
import { readDetails } from '../graph/item-details.ts';
import { readCheckOut } from '../graph/read-check-out.ts';
import { changeCheckOut } from '../items/check-out.ts';
import type { PickedItems } from '../items/picks.ts';
import { findSharedAbove, isInShared } from '../items/shared-above.ts';
import { toUndoMethod } from '../items/undo-jobs.ts';
import type { Services } from '../services.ts';
import type { HandlersOfGroups } from '../session/server.ts';
import type { SessionContext } from '../session/session-context.ts';

type ItemHandlers = HandlersOfGroups<
  typeof methods,
  SessionContext,
  'items' | 'drags' | 'changes' | 'activity' | 'bin' | 'sharing' | 'versions'
>;

const done = {};
const maxActivity = 1_000;

export function createItemHandlers(services: Services): ItemHandlers {
  const { ports, accounts, handles, paths, items, deletes, moves, itemMethods, sharing, versions } = services;
  const canUndo = (record: ActivityRecord): boolean =>
    toUndoMethod(record, (accountId) => accounts.find(accountId)?.account) !== null;
  const changing = async <T>(accountId: string, work: Promise<T>): Promise<T> => {
    const outcome = await work;
    services.indexing.changedHere(accountId);
    return outcome;
  };
  const select = async (
    session: SessionContext,
    accountId: string,
    selection: Selection,
  ): Promise<PickedItems> => {
    const selected = await handles.select(session, accountId, selection);
    const above = await findSharedAbove(services.index, accountId, selected.entries);
    return { accountId, selected, isInShared: isInShared(above) };
  };
  const toTarget = async (accountId: string, folder: ItemRef) => ({
    accountId,
    folder,
    path: await paths.pathOf(accountId, folder),
  });
  return {
    'items.details': ({ accountId, item }) => readDetails(accounts.drive(accountId), item),
    'items.checkOut': ({ accountId, item }) => readCheckOut(accounts.drive(accountId), item),
    'items.changeCheckOut': ({ accountId, item, ...change }) =>
      changeCheckOut(accounts.drive(accountId), services, item, change),
    'items.findFile': ({ accountId, parent, name }) => findFile(accounts.drive(accountId), parent, name),
    'items.createFolder': ({ accountId, parent, name }) =>
      changing(accountId, items.createFolder(accountId, parent, name)),
    'items.rename': ({ accountId, item, name }) => changing(accountId, items.rename(accountId, item, name)),
    'items.planDelete': async ({ accountId, selection }, session) =>
      deletes.plan(accountId, await handles.select(session, accountId, selection)),
    'items.delete': async ({ accountId, selection }, session) =>
      itemMethods.delete(accountId, await handles.select(session, accountId, selection)),
    'items.pick': async ({ accountId, selection }, session) =>
      services.picks.pick(session, await select(session, accountId, selection)),
    'items.move': async ({ pickId, accountId, to }, session) =>
      moves.move(services.picks.get(session, pickId), await toTarget(accountId, to)),
    'items.copy': async ({ pickId, accountId, to }, session) =>
      moves.copy(services.picks.get(session, pickId), await toTarget(accountId, to)),
    'items.planMove': ({ pickId, accountId, to: folder }, session) =>
      moves.planMove(services.picks.get(session, pickId), { accountId, folder, path: '' }),
    'items.planCarry': async ({ verb, pickId, accountId, to: folder }, session) =>
      moves.planCarry(verb, services.picks.get(session, pickId), { accountId, folder, path: '' }),
    'items.carry': async ({ verb, pickId, accountId, to }, session) =>
      moves.carry(verb, services.picks.get(session, pickId), await toTarget(accountId, to)),
    'items.copyFiles': async ({ pickId }, session) => ({
      isDone: await services.drags.copy(services.picks.get(session, pickId)),
    }),
    'items.openOnWeb': async ({ accountId, item }) => (
      await openOnWeb(accounts.drive(accountId), ports.browser, item ?? accounts.drive(accountId).root),
      done
    ),
    'items.open': async ({ accountId, item }) => ({
      transferId: await openItem(services, accountId, item),
      isViewOnly: await services.access.isViewOnly(accounts.drive(accountId), item),
    }),
    'items.show': async ({ accountId, item }) => ({
      transferId: await showItem(services, accountId, item),
      isViewOnly: await services.access.isViewOnly(accounts.drive(accountId), item),
    }),

    'drags.plan': async ({ accountId, selection }, session) =>
      services.drags.plan(session, { accountId, ...(await handles.select(session, accountId, selection)) }),
    'drags.start': ({ dragId }, session) => (services.drags.start(session, dragId), done),
    'drags.fetch': ({ dragId }, session) => services.drags.fetch(session, dragId),
    'drags.begin': async ({ selection, ...drag }, session) => {
      const dragged = await services.windowDrags.begin(session, drag, () =>
        select(session, drag.accountId, selection),
      );
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

    'changes.takeEarlier': () => services.outcomes.takeEarlier(),
    'changes.planUndo': async ({ batchId, entryIds }) => ({
      plan: await services.undo.plan(batchId, entryIds),
    }),
    'changes.undo': ({ batchId, entryIds }) => services.undo.undo(batchId, entryIds),

    'activity.list': ({ filter, from, to }) =>
      listActivity(services.activity, filter, { from, to: Math.min(to, from + maxActivity) }, canUndo),
    'activity.export': async ({ filter }) => {
      const name = await saveActivity(services, filter);
      return name === null ? null : { name };
    },

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
  };
}
