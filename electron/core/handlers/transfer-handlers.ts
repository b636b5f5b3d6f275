import type { methods } from '../../contract/api.ts';
import { chooseDownloadFolder } from '../app/choose-download-folder.ts';
import { compareTexts } from '../app/compare-texts.ts';
import { redirectTransfers } from '../app/redirect-transfers.ts';
import { moveDocumentsFolder } from '../app/move-documents-folder.ts';
import { keepCopies, listCopies, renewCopies } from '../copies/copies.ts';
import { markCopies } from '../copies/copy-marks.ts';
import { freeSpace, planFreeSpace } from '../copies/free-space.ts';
import { keepItems, letGoOfItems } from '../copies/keep-items.ts';
import { moveCopies, moveDownload } from '../copies/move-copies.ts';
import { toDownloads } from '../methods/item-methods.ts';
import type { Services } from '../services.ts';
import type { HandlersOfGroups } from '../session/server.ts';
import type { SessionContext } from '../session/session-context.ts';

type TransferHandlers = HandlersOfGroups<
  typeof methods,
  SessionContext,
  'transfers' | 'documents' | 'copies' | 'edits'
>;

const done = {};
const maxRows = 500;

export function createTransferHandlers(services: Services): TransferHandlers {
  const { handles, paths, documents, itemMethods, transfers } = services;
  return {
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
    'transfers.redirect': (redirect) => redirectTransfers(services, redirect),
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
    'documents.planFreeSpace': () => planFreeSpace(services),
    'documents.freeSpace': () => freeSpace(services),
    'documents.open': async ({ documentId }) => {
      await documents.open(documentId);
      const { name, accountId, item } = (await documents.get(documentId)).record;
      const drive = services.accounts.find(accountId);
      return { name, isViewOnly: drive !== null && (await services.access.isViewOnly(drive, item)) };
    },
    'documents.show': async ({ documentId }) => (await documents.show(documentId), done),
    'documents.remove': async ({ documentId }) => (await documents.remove(documentId), done),
    'documents.saveBack': async ({ documentId }) => ({ transferId: await itemMethods.saveCopy(documentId) }),
    'documents.saveTo': async ({ documentId, parent }) => {
      const { record } = await documents.get(documentId);
      const path = await paths.pathOf(record.accountId, parent);
      return { transferId: await itemMethods.saveCopy(documentId, { folder: parent, path }) };
    },
    'documents.folderMove': () => services.place.move(),
    'documents.moveFolder': async () => ({ isBegun: await moveDocumentsFolder(services) }),
    'documents.showFolder': async () => (await documents.showFolder(), done),

    'copies.keep': async ({ accountId, selection, isKept }, session) => {
      const keeping = { accountId, ...(await handles.select(session, accountId, selection)) };
      return isKept ? keepItems(services, keeping) : letGoOfItems(services, keeping);
    },
    'copies.marks': ({ accountId, path, items: refs }) => markCopies(services, accountId, path, refs),

    'edits.list': () => services.edits.list(),
    'edits.outdated': () => services.openedCopies.outdated(),
    'edits.takeTheirs': async ({ documentId }) => ({ batchId: await services.edits.takeTheirs(documentId) }),
    'edits.openBoth': async ({ documentId }) => (await services.edits.openBoth(documentId), done),
    'edits.compare': ({ documentId }) => compareTexts(services, documentId),
  };
}
