import { randomUUID } from 'node:crypto';
import type { Picked } from '../../contract/records.ts';
import { AppError } from '../errors.ts';
import { isOwnFolder } from './delete-plan.ts';
import type { SelectedEntries } from './deletes.ts';

export interface PickedItems {
  accountId: string;
  selected: SelectedEntries;
  isInShared: boolean;
}

/** A pick outlives the view it was selected in. Like a view it belongs to one window. */
export interface Picks {
  pick(session: object, items: PickedItems): Picked;
  get(session: object, pickId: string): PickedItems;
}

const maxPicks = 8;

export function createPicks(): Picks {
  const sessions = new WeakMap<object, Map<string, PickedItems>>();
  return {
    pick(session, items) {
      const { accountId, selected, isInShared } = items;
      const picks = sessions.get(session) ?? new Map();
      sessions.set(session, picks);
      const pickId = randomUUID();
      picks.set(pickId, items);
      const oldest = picks.keys().next().value;
      if (picks.size > maxPicks && oldest !== undefined) picks.delete(oldest);
      const { entries } = selected;
      return {
        pickId,
        accountId,
        count: entries.length,
        folders: entries.filter(isOwnFolder).length,
        sharedCount: entries.filter(({ sharing }) => sharing === 'byMe').length,
        isInShared,
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

const maxPaths = 1_000;
