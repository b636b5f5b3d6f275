import { findNameFault, suggestName } from '../../../electron/contract/item-names.ts';
import { toNameReason } from '../../../electron/contract/strings/failure-reasons.ts';

export interface NameProblem {
  reason: string;
  suggestion: string;
}

/** null: valid as far as the page can tell; the service decides. */
export function validateName(name: string, kind: 'file' | 'folder'): NameProblem | null {
  const fault = findNameFault(name, kind);
  if (fault === null) return null;
  return { reason: toNameReason(fault), suggestion: suggestName(name, kind) };
}
