import type { UploadFileJob } from '../../model/transfer-record.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';

/** The job as it is now: every change is in the record before the next step relies on it. */
export interface JobState {
  readonly job: UploadFileJob;
  update(patch: Partial<UploadFileJob>): Promise<void>;
}

export function createJobState(context: TransferContext, first: UploadFileJob): JobState {
  let job = first;
  return {
    get job() {
      return job;
    },
    update(patch) {
      job = { ...job, ...patch };
      return context.saveJob(job);
    },
  };
}
