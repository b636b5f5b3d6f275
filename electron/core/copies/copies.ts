import type { SavedFile } from '../../contract/records.ts';
import type { DocumentRecord } from '../documents/document-record.ts';
import type { Documents } from '../documents/documents.ts';
import type { Transfers } from '../transfers/transfers.ts';
import type { Freshness } from './freshness.ts';

export interface CopiesDeps {
  documents: Documents;
  freshness: Freshness;
  transfers: Pick<Transfers, 'download'>;
}

/** Every local copy, with what is known of its file in OneDrive. */
export async function listCopies({ documents, freshness }: CopiesDeps): Promise<SavedFile[]> {
  const files = await documents.list();
  return files.map(({ record, ...file }) => ({ ...file, remote: freshness.of(record) }));
}

/** Downloads OneDrive's version of copies that were not edited. How many that are. */
export async function renewCopies(
  { documents, transfers }: CopiesDeps,
  documentIds: readonly string[],
): Promise<number> {
  const records: DocumentRecord[] = [];
  for (const documentId of documentIds) {
    const copy = await documents.get(documentId);
    if (copy.state !== 'changed') records.push(copy.record);
  }
  // A batch is one place of one account.
  const places = Map.groupBy(records, ({ accountId, from }) => JSON.stringify([accountId, from]));
  for (const ofPlace of places.values()) {
    const [first] = ofPlace;
    if (first !== undefined) transfers.download(first.accountId, first.from, ofPlace.map(toEntry), null);
  }
  return records.length;
}

/** Asks OneDrive about all copies, and renews those that a person wants to keep here. */
export async function checkCopies(deps: CopiesDeps): Promise<void> {
  const { documents, freshness } = deps;
  await freshness.check();
  const outdated = documents.records().filter((record) => record.isKept && freshness.of(record) === 'newer');
  if (outdated.length > 0)
    await renewCopies(
      deps,
      outdated.map(({ documentId }) => documentId),
    );
}

const toEntry = ({ item, name, version }: DocumentRecord) => ({
  ...item,
  name,
  kind: 'file' as const,
  sizeBytes: version.sizeBytes,
});
