import type { methods } from '../../contract/api.ts';
import { readOverview, saveOverview } from '../app/account-overview.ts';
import { askQuotas, pauseAccounts, planRemovals, removeAccounts } from '../app/many-accounts.ts';
import { planRemoval, removeAccount } from '../app/remove-account.ts';
import type { Services } from '../services.ts';
import type { HandlersOfGroups } from '../session/server.ts';
import type { SessionContext } from '../session/session-context.ts';

type AccountHandlers = HandlersOfGroups<
  typeof methods,
  SessionContext,
  'accounts' | 'signIn' | 'accountImport'
>;

const done = {};

export function createAccountHandlers(services: Services): AccountHandlers {
  const { accounts, signIns, appDrives, accountImports } = services;
  return {
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
  };
}
