import { useMemo } from 'react';
import type { ViewHead } from '../../../electron/contract/records.ts';

export interface ViewVersion {
  readonly viewId: string;
  readonly revision: number;
}

export function useViewVersion({ viewId, revision }: ViewHead): ViewVersion {
  return useMemo(() => ({ viewId, revision }), [viewId, revision]);
}
