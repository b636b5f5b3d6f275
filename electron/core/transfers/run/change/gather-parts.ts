import pLimit from 'p-limit';
import type { AccountDrive } from '../../../accounts/account-drive.ts';
import { maxBatchParts, type BatchPart, type PartResult } from '../../../graph/batch.ts';
import type { GraphClient } from '../../../graph/graph-client.ts';

/** Small requests of many transfers, together in as few `$batch` as they fit into. */
export interface PartGatherer {
  /** What became of it, judged and throttled by itself. What is on its way can't be stopped. */
  send(drive: AccountDrive, part: BatchPart): Promise<PartResult>;
}

interface Waiting {
  part: BatchPart;
  resolve: (result: PartResult) => void;
  reject: (error: unknown) => void;
}

/** Few enough that a person's other requests get through between them. */
const maxConcurrentBatches = 3;

export function createPartGatherer(): PartGatherer {
  const senders = new WeakMap<GraphClient, (waiting: Waiting) => void>();
  return {
    send(drive, part) {
      const known = senders.get(drive.graph);
      const add = known ?? createSender(drive.graph);
      if (known === undefined) senders.set(drive.graph, add);
      return new Promise((resolve, reject) => add({ part, resolve, reject }));
    },
  };
}

/** What is added in one turn goes together; so does what comes while all requests are on their way. */
function createSender(graph: GraphClient): (added: Waiting) => void {
  const limit = pLimit(maxConcurrentBatches);
  let isPlanned = false;
  const waiting: Waiting[] = [];

  async function sendNext(): Promise<void> {
    const together = waiting.splice(0, maxBatchParts);
    if (together.length === 0) return;
    try {
      const parts = together.map(({ part }) => part);
      const results = await graph.batch(parts, { priority: 'transfer' });
      // One result per part, in their order, is what the batch gives.
      together.forEach(({ resolve }, place) => resolve(results[place] as PartResult));
    } catch (error) {
      for (const { reject } of together) reject(error);
    }
  }

  function flush(): void {
    isPlanned = false;
    const batches = Math.ceil(waiting.length / maxBatchParts);
    for (let number = 0; number < batches; number += 1) void limit(sendNext);
  }

  return (added) => {
    waiting.push(added);
    if (!isPlanned) setImmediate(flush);
    isPlanned = true;
  };
}
