import type { Documents } from '../documents/documents.ts';
import type { DocumentsPlace } from '../documents/place/documents-place.ts';
import type { Ports } from '../ports.ts';
import type { Transfers } from '../transfers/transfers.ts';

export interface MoveDocumentsFolderDeps {
  ports: Pick<Ports, 'picker'>;
  documents: Pick<Documents, 'size'>;
  place: DocumentsPlace;
  transfers: Pick<Transfers, 'hold'>;
}

/** Transfers are interrupted meanwhile. false: cancelled.  @throws AppError as `DocumentsPlace.begin` */
export async function moveDocumentsFolder(deps: MoveDocumentsFolderDeps): Promise<boolean> {
  const chosen = await deps.ports.picker.chooseFolder();
  if (chosen === null) return false;
  const { sizeBytes } = await deps.documents.size();
  await deps.place.begin(chosen, sizeBytes, () => deps.transfers.hold());
  return true;
}
