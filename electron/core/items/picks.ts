import { randomUUID } from 'node:crypto';
import type { Picked } from '../../contract/records.ts';
import { AppError } from '../errors.ts';
import { isOwnFolder } from './delete-plan.ts';
import type { SelectedEntries } from './deletes.ts';

/**
 * What a person cut, copied or began to drag. It outlasts the view it was selected in, and the page holds a name for it,
 * never ten thousand ids. Like a view it belongs to one window.
 */
export interface Picks {
  pick(session: object, accountId: string, selected: SelectedEntries): Picked;
  /** @throws AppError viewGone */
  get(session: object, pickId: string): { accountId: string; selected: SelectedEntries };
}

/** What was cut, what is dragged, and what a dialog asks about. */
const maxPicks = 8;

export function createPicks(): Picks {
  const sessions = new WeakMap<object, Map<string, { accountId: string; selected: SelectedEntries }>>();
  return {
    pick(session, accountId, selected) {
      const picks = sessions.get(session) ?? new Map();
      sessions.set(session, picks);
      const pickId = randomUUID();
      picks.set(pickId, { accountId, selected });
      const oldest = picks.keys().next().value;
      if (picks.size > maxPicks && oldest !== undefined) picks.delete(oldest);
      const { entries } = selected;
      return {
        pickId,
        accountId,
        count: entries.length,
        folders: entries.filter(isOwnFolder).length,
        sharedCount: entries.filter(({ sharing }) => sharing === 'byMe').length,
        sampleNames: entries.slice(0, 5).map(({ name }) => name),
        paths: entries.slice(0, maxPaths).map((entry) => `${selected.pathOf(entry)}/${entry.name}`),
      };
    },
    get(session, pickId) {
      const picked = sessions.get(session)?.get(pickId);
      if (picked === undefined) throw new AppError('viewGone');
      return picked;
    },
  };
}

/** So many paths go onto the clipboard. */
const maxPaths = 1_000;
