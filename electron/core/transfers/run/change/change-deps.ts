import type { AccountDrive } from '../../../accounts/account-drive.ts';
import type { JustMade } from '../../../graph/just-made.ts';
import type { Index } from '../../../index/index-client.ts';
import type { PartGatherer } from './gather-parts.ts';
import type { RowSweeper } from './sweep-rows.ts';

/** What changes of items need besides their transfer. */
export interface ChangeDeps {
  index: Index;
  justMade: JustMade;
  gatherer: PartGatherer;
  sweeper: RowSweeper;
  /** A folder stands elsewhere, or has another name. */
  pathChanged: (drive: AccountDrive) => void;
}
