import type { Edit, EditState, OutdatedCopy } from '../../../electron/contract/edits.ts';

/** `outdated`: a copy without an edit. */
type EditRow =
  { state: EditState; key: string; edit: Edit } | { state: 'outdated'; key: string; copy: OutdatedCopy };

const order: readonly EditRow['state'][] = [
  'conflict',
  'gone',
  'failed',
  'asking',
  'outdated',
  'saving',
  'waiting',
  'paused',
  'unsaved',
  'saved',
];

/** A saved edit may still be shown when OneDrive has a newer version. */
export const toEditRows = (edits: readonly Edit[], outdated: readonly OutdatedCopy[]): readonly EditRow[] =>
  [
    ...edits.map((edit) => ({ state: edit.state, key: edit.documentId, edit })),
    ...outdated.map((copy) => ({
      state: 'outdated' as const,
      key: `outdated ${copy.documentId}`,
      copy,
    })),
  ].toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
