import type { MutantGroup } from './mutant.ts';

export const organiseMutants: readonly MutantGroup[] = [
  {
    file: 'electron/core/index/compare-rows.ts',
    tests: ['index/compare-rows'],
    mutants: [
      {
        guard: 'compare: names are one whatever their case',
        from: '[toNameKey(row.name), row]',
        to: '[row.name, row]',
      },
      {
        guard: 'compare: what both have is not only in the second',
        from: '    left.delete(key);\n',
        to: '',
      },
      {
        guard: 'compare: two hashes decide',
        from: 'if (hashA !== null && hashB !== null) return',
        to: 'if (hashA !== null && hashA === hashB) return',
      },
      {
        guard: 'compare: a folder is no file of its name',
        from: "  if (a.kind !== b.kind) return 'different';\n",
        to: '',
      },
      {
        guard: 'compare: folders are not judged',
        from: "  if (a.kind === 0) return 'folders';\n",
        to: '',
      },
      {
        guard: 'compare: sizes that nobody knows are not the same',
        from: 'return a.size !== null && a.size === b.size',
        to: 'return a.size === b.size',
      },
      {
        guard: 'compare: times that nobody knows are not the same',
        from: 'a.modified !== null && b.modified !== null && Math.abs(a.modified - b.modified) <= timeToleranceMs',
        to: 'Math.abs((a.modified ?? 0) - (b.modified ?? 0)) <= timeToleranceMs',
      },
      {
        guard: 'compare: times of two seconds apart are the same',
        from: 'const timeToleranceMs = 2000;',
        to: 'const timeToleranceMs = 1999;',
      },
      {
        guard: 'compare: it is said by what files were judged',
        from: "hashA === null || hashB === null ? 'bySizeAndTime'",
        to: "hashA === null ? 'bySizeAndTime'",
      },
      {
        guard: 'compare: folders are in neither count',
        from: '    if (row.kind !== 0 && other.kind !== 0)\n',
        to: '',
      },
      {
        guard: 'compare: a rule is never longer than the bridge takes',
        from: 'const isShort = rest.length <= maxSelectedIds;',
        to: 'const isShort = true;',
      },
      {
        guard: 'compare: each side selects what was chosen for it',
        from: 'createTally(chosen.second)',
        to: 'createTally(chosen.first)',
      },
    ],
  },
  {
    file: 'renderer/features/organise/compare-choices.ts',
    tests: ['organise/compare-choices'],
    mutants: [
      {
        guard: 'compare: no filter hides what is selected',
        from: "    if (pane.now().filter !== '') pane.setFilter('');\n",
        to: '',
      },
      {
        guard: 'compare: a selection that can’t be told leaves the other as it was',
        from: '    if (chosen === null) continue;\n',
        to: "    if (chosen === null) {\n      paneBeside(side).select({ type: 'clear' });\n      continue;\n    }\n",
      },
      {
        guard: 'compare: only in the second one is counted there',
        from: 'second.counts[there]',
        to: 'first.counts[there]',
      },
    ],
  },
  {
    file: 'renderer/state/pane-state.ts',
    tests: ['state/store.test'],
    mutants: [
      {
        guard: 'panes: a second one begins with nothing selected',
        from: '    ...freshPage,\n    paneId: other.paneId + 1,',
        to: '    paneId: other.paneId + 1,',
      },
      {
        guard: 'panes: a second one has an id of its own',
        from: 'paneId: other.paneId + 1,',
        to: 'paneId: other.paneId,',
      },
      {
        guard: 'panes: a second one does not take the view of the first',
        from: '    viewId: null,\n    history: startHistory(page),',
        to: '    history: startHistory(page),',
      },
      {
        guard: 'panes: going back in the second one leads nowhere before it',
        from: '    history: startHistory(page),\n',
        to: '',
      },
      {
        guard: 'panes: there are two of them at most',
        from: '  if (panes.other !== null) return panes;\n  const other',
        to: '  const other',
      },
      {
        guard: 'panes: the one to keep is kept',
        from: "keep === 'active' ? panes : panes.other",
        to: 'panes',
      },
      {
        guard: 'panes: the one that is active stays so',
        from: 'panes.other === null || panes.side === side) return panes;',
        to: 'panes.other === null) return panes;',
      },
      {
        guard: 'panes: the last order of a pane is found again',
        from: 'sort: sort.length === 0 ? byName : sort,',
        to: 'sort: byName,',
      },
      {
        guard: 'panes: a pane that shows a page is left at its folder',
        from: "findLast(({ page }) => page.name === 'browse')",
        to: "find(({ page }) => page.name === 'browse')",
      },
    ],
  },
  {
    file: 'renderer/state/pane-actions.ts',
    tests: ['state/store.test'],
    mutants: [
      {
        guard: 'panes: what comes late for a closed pane is lost',
        from: 'if (of === null || of === side) set({ ...pane, ...rest });',
        to: 'if (of === null || of === side || other === null) set({ ...pane, ...rest });',
      },
      {
        guard: '"all of these" does not grow with a wider filter',
        from: "selection.mode === 'allExcept' ? select(selection, { type: 'clear' }) : selection",
        to: 'selection',
      },
    ],
  },
  {
    file: 'renderer/state/carry.ts',
    tests: ['state/carry.test'],
    mutants: [
      {
        guard: 'panes: a move clears what was selected when it began, nothing else',
        from: 'if (pane.now().selection === moved) pane',
        to: 'pane',
      },
    ],
  },
  {
    file: 'electron/core/activity/match-bin.ts',
    tests: ['app/bin'],
    mutants: [
      {
        guard: 'recycle bin: a line stands for one item of the site',
        from: 'if (matched.has(entry.id) || taken.has(record.entryId)) continue;',
        to: 'if (matched.has(entry.id)) continue;',
      },
      {
        guard: 'recycle bin: the nearest in time is the same',
        from: '.toSorted((one, other) => apartMs(one.entry, one.record) - apartMs(other.entry, other.record))',
        to: '',
      },
    ],
  },
  {
    file: 'electron/core/graph/authorized-exchange.ts',
    tests: ['app/bin'],
    mutants: [
      {
        guard: 'recycle bin: a refusal of the preview ends no sign-in',
        from: '    if (request.isPreview === true) return response;\n',
        to: '',
      },
    ],
  },
  {
    file: 'electron/core/app/read-site-bin.ts',
    tests: ['app/bin'],
    mutants: [
      {
        guard: 'recycle bin: the preview is asked once',
        from: 'isPreview: true, noRetryStatuses };',
        to: 'isPreview: true };',
      },
      {
        guard: 'recycle bin: the preview is asked with the permission only',
        from: "  if (kind === 'delegated' && !granted.some((name) => enough.includes(name)))\n    throw new AppError('consentMissing', { facts: { scopes: ['Files.Read'] } });\n",
        to: '',
      },
      {
        guard: 'recycle bin: an item without a time is not shown',
        from: 'if (id === null || name === null || at === null) return null;',
        to: "if (id === null || name === null) return { id: '1', name: '', path: '', at: '2026-01-01T00:00:00Z', sizeBytes: null, deletedBy: null };",
      },
    ],
  },
  {
    file: 'electron/core/app/my-shares.ts',
    tests: ['app/my-shares'],
    mutants: [
      {
        guard: 'the owner is nobody it is shared with',
        from: ".filter(({ role, inheritedFrom }) => role !== 'owner' && inheritedFrom === null);",
        to: '.filter(({ inheritedFrom }) => inheritedFrom === null);',
      },
      {
        guard: 'what only a folder above gives is no share of its own',
        from: ".filter(({ role, inheritedFrom }) => role !== 'owner' && inheritedFrom === null);",
        to: ".filter(({ role }) => role !== 'owner');",
      },
      {
        guard: 'on work drives a grant of the folder above is an inherited one',
        from: 'const inherited = new Set(idsAbove);',
        to: 'const inherited = new Set(idsAbove.slice(0, 0));',
      },
      {
        guard: 'a link that anybody may open for ever comes first',
        from: "  if (open.some(({ expiresAt }) => expiresAt === null)) return 'openForever';\n",
        to: '',
      },
    ],
  },
  {
    file: 'electron/core/libraries/libraries.ts',
    tests: ['libraries/libraries'],
    mutants: [
      {
        guard: 'what a person put on the list stays there when sites are read again',
        from: "source === 'added' || !isWhole ||",
        to: '!isWhole ||',
      },
      {
        guard: 'a library that never was on the list is neither hidden nor shown',
        from: "      if (known === null) throw new AppError('notFound');\n",
        to: '',
      },
    ],
  },
  {
    file: 'electron/core/app/many-accounts.ts',
    tests: ['app/accounts-at-once', 'app/many-accounts'],
    mutants: [
      {
        guard: 'an account that is named twice counts once',
        from: 'const each = [...new Set(accountIds)];',
        to: 'const each = [...accountIds];',
        tests: ['app/accounts-at-once'],
      },
      {
        guard: 'accounts that are not there are not paused',
        from: 'accountIds.filter((accountId) => accounts.find(accountId) !== null);\n  if (known',
        to: '[...accountIds];\n  if (known',
        survives: 'nothing moves for an account that is not there',
      },
    ],
  },
  {
    file: 'electron/core/accounts/accounts.ts',
    tests: ['app/accounts-at-once'],
    mutants: [
      {
        guard: 'drives of which one can not be sealed leave nothing behind',
        from: '          await credentials.forget(record.account).catch(() => undefined);\n',
        to: '          void record;\n',
      },
    ],
  },
];
