import type { z } from 'zod';
import type { CommandPart, commandMethods } from '../../contract/methods.ts';
import { diagnose } from '../app/diagnostics/diagnostics.ts';
import { saveReportAs } from '../app/diagnostics/save-report.ts';
import { importAccounts } from '../app/import-accounts.ts';
import { openItem } from '../app/open-item.ts';
import { toWebUrl } from '../app/open-on-web.ts';
import { continueTransfers } from '../app/continue-transfers.ts';
import { itemPath } from '../graph/addressing.ts';
import { checkFolder } from '../methods/check-folder.ts';
import { createMethods } from '../methods/methods.ts';
import { syncFolder } from '../methods/sync-folder.ts';
import { waitForTransfer } from '../methods/run-batch.ts';
import type { Services } from '../services.ts';
import type { CommandSession } from '../session/command-sessions.ts';

interface Caller<M extends keyof typeof commandMethods> {
  send: (part: CommandPart<M>) => Promise<void>;
  signal: AbortSignal;
  readStdin?: () => Promise<Uint8Array | null>;
}

export type CommandHandlers = {
  readonly [M in keyof typeof commandMethods]: (
    input: z.output<(typeof commandMethods)[M]['input']>,
    caller: Caller<M>,
  ) => Promise<z.input<(typeof commandMethods)[M]['output']>>;
};

const done = {};

export function createCommandHandlers(services: Services, connect: () => CommandSession): CommandHandlers {
  const { accounts, transfers, documents, index, ports } = services;
  const { methods, pathMoves, targets, folders } = createMethods({ ...services, clock: ports.clock });
  return {
    'files.list': (input, caller) => methods.list(input, caller),
    'files.create': (input, caller) => methods.create(input, caller),
    'files.update': (input, caller) => methods.update(input, caller),
    'files.save': (input, caller) => methods.save(input, caller),
    'files.download': (input, caller) => methods.download(input, caller),
    'files.move': (input, caller) => pathMoves.move(input, caller),
    'files.copy': (input, caller) => pathMoves.copy(input, caller),
    'files.delete': (input, caller) => methods.delete(input, caller),

    'folders.make': async ({ accountId, path, parents, dryRun }) => {
      const folder = await folders.make(accountId, path, { parents, dryRun });
      return { path: folder.path, item: folder.ref, madeCount: folder.made.length, made: [...folder.made] };
    },
    'folders.check': async ({ accountId, local, target }, caller) => {
      const { ref } = await targets.folder(accountId, target);
      return checkFolder(accounts.drive(accountId), local, ref, caller);
    },
    'folders.sync': async ({ accountId, target }, caller) => {
      const { ref, path } = await targets.folder(accountId, target);
      // Also indexes its ancestors.
      await services.paths.resolve(accountId, path);
      const deps = { index, listings: services.listings, clock: ports.clock };
      return { path, ...(await syncFolder(deps, accounts.drive(accountId), ref, caller)) };
    },
    'items.where': async ({ accountId, target }) => {
      const found = await targets.existing(accountId, target);
      const item = found.kind === 'place' ? found.ref : found.entry;
      const kind = found.kind === 'place' ? 'folder' : found.entry.kind;
      const copy = await documents.find(accountId, item);
      const { graph } = accounts.drive(accountId);
      const webUrl =
        found.path === 'shared'
          ? null
          : await graph.json({ method: 'GET', path: `${itemPath(item)}?$select=id,webUrl` }, toWebUrl);
      return { path: found.path, item, kind, webUrl, localPath: copy?.path ?? null };
    },
    'items.openTarget': async ({ accountId, target }, caller) => {
      const found = await targets.existing(accountId, target);
      if (found.kind === 'place' || found.entry.kind === 'folder') {
        services.addresses.put(found.path);
        return { path: found.path, opened: 'window', isViewOnly: false };
      }
      const { driveId, itemId } = found.entry;
      const item = { driveId, itemId };
      const transferId = await openItem(services, accountId, item);
      if (transferId !== null) await waitForTransfer(transfers, transferId, caller.signal);
      const isViewOnly = await services.access.isViewOnly(accounts.drive(accountId), item);
      return { path: found.path, opened: 'file', isViewOnly };
    },
    'accounts.importFile': ({ path, dryRun }) => importAccounts(services.accountImports, path, dryRun),
    'transfers.continue': (input, caller) =>
      continueTransfers(
        { accounts, settings: services.settings, transfers, clock: ports.clock },
        input,
        caller,
      ),
    'program.diagnose': async ({ reportTo }) => {
      if (reportTo !== null) await saveReportAs(services, reportTo);
      return { checks: await diagnose(services) };
    },
    'commandLine.run': async (command, caller) => ({
      exitCode: await ports.commandLine.run(command, { ...caller, connect }),
    }),
    'transfers.clearBatch': async ({ batchId }) => (await transfers.clearBatch(batchId), done),
  };
}
