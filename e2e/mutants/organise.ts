import type { MutantGroup } from './mutant.ts';

export const organiseMutants: readonly MutantGroup[] = [
  {
    file: 'electron/core/index/compare-rows.ts',
    tests: ['index/compare-rows'],
    mutants: [
      {
        guard: 'compare: names are equal regardless of case',
        from: '[toNameKey(row.name), row]',
        to: '[row.name, row]',
      },
      {
        guard: 'compare: items on both sides are not listed as only in the second',
        from: '    left.delete(key);\n',
        to: '',
      },
      {
        guard: 'compare: two hashes decide',
        from: 'if (hashA !== null && hashB !== null) return',
        to: 'if (hashA !== null && hashA === hashB) return',
      },
      {
        guard: 'compare: a folder does not match a file with its name',
        from: "  if (a.kind !== b.kind) return 'different';\n",
        to: '',
      },
      {
        guard: 'compare: folders are not compared',
        from: "  if (a.kind === 0) return 'folders';\n",
        to: '',
      },
      {
        guard: 'compare: unknown sizes are not equal',
        from: 'return a.size !== null && a.size === b.size',
        to: 'return a.size === b.size',
      },
      {
        guard: 'compare: unknown times are not equal',
        from: 'a.modified !== null && b.modified !== null && Math.abs(a.modified - b.modified) <= timeToleranceMs',
        to: 'Math.abs((a.modified ?? 0) - (b.modified ?? 0)) <= timeToleranceMs',
      },
      {
        guard: 'compare: times two seconds apart are equal',
        from: 'const timeToleranceMs = 2000;',
        to: 'const timeToleranceMs = 1999;',
      },
      {
        guard: 'compare: the criterion used is reported',
        from: "hashA === null || hashB === null ? 'bySizeAndTime'",
        to: "hashA === null ? 'bySizeAndTime'",
      },
      {
        guard: 'compare: folders are not counted',
        from: '    if (row.kind !== 0 && other.kind !== 0)\n',
        to: '',
      },
      {
        guard: 'compare: a rule never exceeds the bridge’s limit',
        from: 'const isShort = rest.length <= maxSelectedIds;',
        to: 'const isShort = true;',
      },
      {
        guard: 'compare: each side selects its own differences',
        from: 'createCounts(chosen.second)',
        to: 'createCounts(chosen.first)',
      },
    ],
  },
  {
    file: 'renderer/features/organise/compare-choices.ts',
    tests: ['organise/compare-choices'],
    mutants: [
      {
        guard: 'compare: no filter hides the selection',
        from: "    if (pane.now().filter !== '') pane.setFilter('');\n",
        to: '',
      },
      {
        guard: 'compare: if one side can’t be selected, the other stays unchanged',
        from: '    if (chosen === null) continue;\n',
        to: "    if (chosen === null) {\n      paneBeside(side).select({ type: 'clear' });\n      continue;\n    }\n",
      },
      {
        guard: 'compare: items only in the second folder are counted there',
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
        guard: 'panes: a second pane starts without a selection',
        from: '    ...freshPage,\n    paneId: other.paneId + 1,',
        to: '    paneId: other.paneId + 1,',
      },
      {
        guard: 'panes: a second pane has its own id',
        from: 'paneId: other.paneId + 1,',
        to: 'paneId: other.paneId,',
      },
      {
        guard: 'panes: a second pane does not reuse the view of the first',
        from: '    viewId: null,\n    history: startHistory(page),',
        to: '    history: startHistory(page),',
      },
      {
        guard: 'panes: back in the second pane stops where it was opened',
        from: '    history: startHistory(page),\n',
        to: '',
      },
      {
        guard: 'panes: there are at most two',
        from: '  if (panes.other !== null) return panes;\n  const other',
        to: '  const other',
      },
      {
        guard: 'panes: closing one keeps the requested pane',
        from: "keep === 'active' ? panes : panes.other",
        to: 'panes',
      },
      {
        guard: 'panes: the active pane stays active',
        from: 'panes.other === null || panes.side === side) return panes;',
        to: 'panes.other === null) return panes;',
      },
      {
        guard: 'panes: the last order of a pane is restored',
        from: 'sort: sort.length === 0 ? byName : sort,',
        to: 'sort: byName,',
      },
      {
        guard: 'panes: a pane that shows a page is restored at its folder',
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
        guard: 'panes: late results for a closed pane are discarded',
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
        guard: 'panes: a move clears only what was selected when it started',
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
        guard: 'recycle bin: an entry matches one item of the site',
        from: 'if (matched.has(entry.id) || taken.has(record.entryId)) continue;',
        to: 'if (matched.has(entry.id)) continue;',
      },
      {
        guard: 'recycle bin: the closest time matches',
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
        guard: 'recycle bin: a refused preview request does not end the sign-in',
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
        guard: 'recycle bin: the preview is requested once',
        from: 'isPreview: true, noRetryStatuses };',
        to: 'isPreview: true };',
      },
      {
        guard: 'recycle bin: the preview is requested only with permission',
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
        guard: 'the owner does not count as someone it is shared with',
        from: ".filter(({ role, inheritedFrom }) => role !== 'owner' && inheritedFrom === null);",
        to: '.filter(({ inheritedFrom }) => inheritedFrom === null);',
      },
      {
        guard: 'inherited access does not count as a share',
        from: ".filter(({ role, inheritedFrom }) => role !== 'owner' && inheritedFrom === null);",
        to: ".filter(({ role }) => role !== 'owner');",
      },
      {
        guard: 'on business drives, a grant on the parent folder is inherited',
        from: 'const inherited = new Set(idsAbove);',
        to: 'const inherited = new Set(idsAbove.slice(0, 0));',
      },
      {
        guard: 'links for anyone without an expiry date come first',
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
        guard: 'a library that the user added stays when sites are read again',
        from: "source === 'added' || !isWhole ||",
        to: '!isWhole ||',
      },
      {
        guard: 'an unlisted library is neither hidden nor shown',
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
        guard: 'an account named twice counts once',
        from: 'const each = [...new Set(accountIds)];',
        to: 'const each = [...accountIds];',
        tests: ['app/accounts-at-once'],
      },
      {
        guard: 'unknown accounts are not paused',
        from: '[...new Set(accountIds)].filter((accountId) => accounts.find(accountId) !== null);\n  if (known',
        to: '[...new Set(accountIds)];\n  if (known',
        survives: 'nothing runs for an unknown account',
      },
    ],
  },
  {
    file: 'electron/core/accounts/accounts.ts',
    tests: ['app/accounts-at-once'],
    mutants: [
      {
        guard: 'if one drive can’t be sealed, none is added',
        from: '          await credentials.forget(record.account).catch(() => undefined);\n',
        to: '          void record;\n',
      },
    ],
  },
  {
    file: 'electron/core/index/delta-writer.ts',
    tests: ['indexing/odd-drives', 'index/index.test'],
    mutants: [
      {
        guard: 'a delta that says of each folder that it is empty is not believed',
        from: 'telling.has(sync) ? (item: DeltaItem) => item : withoutCount',
        to: '(item: DeltaItem) => item',
      },
      {
        guard: 'untold counts follow later changes',
        from: 'if (!isEnumerating && !telling.has(sync)) add(countChanged(changes));',
        to: '',
      },
      {
        guard: 'untold counts are taken again by another enumeration',
        from: '      telling.has(writer.rowOf(root))\n',
        to: '      from === 0\n',
      },
      {
        guard: 'waiting calls are answered while an enumerated response is stored',
        from: 'if (mayPause && part?.shouldPause() === true)',
        to: 'if (mayPause && part?.from === -1)',
      },
    ],
  },
  {
    file: 'electron/core/transfers/run/change/arrive.ts',
    tests: ['items/moves-refused'],
    mutants: [
      {
        guard: 'a move that was accepted without being made is sent again',
        from: '  if (!(await hasStayed(context, entry, placed, place).catch(throwLost))) return done(placed);\n',
        to: '  if (placed.name !== "") return done(placed);\n',
      },
      {
        guard: 'a move that was accepted and can’t be read is reported as unclear',
        from: 'told ?? (await read().catch((reason: unknown) => throwLost(reason)))',
        to: 'told ?? (await read())',
        tests: ['core/lost-answers'],
      },
      {
        guard: 'a move that is accepted by id without being made is sent by path',
        from: '    path: itemPathByName(placed) ?? itemPath(entry.own),\n',
        to: '    path: itemPath(entry.own),\n',
      },
      {
        guard: 'a move that is never made is not reported as done',
        from: "  throw new AppError('changeRefused', { subject: entry.name });\n}\n\ninterface PlaceRequest",
        to: '  return done(again);\n}\n\ninterface PlaceRequest',
      },
    ],
  },
];
