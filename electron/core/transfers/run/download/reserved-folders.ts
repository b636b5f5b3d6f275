import type { Ledger } from '../../store/transfer-store.ts';

/** Folders that downloads made: an empty one that is there may be that of another download which has only just begun. */
export interface FolderClaims {
  /** By its absolute path. */
  isTaken(path: string): boolean;
  take(path: string): void;
}

export function createFolderClaims(ledger: Pick<Ledger, 'all'>): FolderClaims {
  const taken = new Set<string>();
  return {
    take: (path) => void taken.add(path),
    isTaken(path) {
      if (taken.has(path)) return true;
      // Made before a restart, and what belongs into it is still to come.
      return [...ledger.all()].some(
        ({ job }) => (job.kind === 'downloadFile' || job.kind === 'downloadFolder') && job.to === path,
      );
    },
  };
}
