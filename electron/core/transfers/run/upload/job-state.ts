import type { UploadFileJob } from '../../model/transfer-record.ts';
import type { Work } from '../../queue/transfer-context.ts';

/** The job as it is now: every change is in the record before the next step relies on it. */
export interface JobKeeper {
  readonly job: UploadFileJob;
  change(patch: Partial<UploadFileJob>): Promise<void>;
}

export function createJobKeeper(work: Work, first: UploadFileJob): JobKeeper {
  let job = first;
  return {
    get job() {
      return job;
    },
    change(patch) {
      job = { ...job, ...patch };
      return work.keep(job);
    },
  };
}
