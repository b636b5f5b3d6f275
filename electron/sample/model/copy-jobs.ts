import { randomBytes } from 'node:crypto';

/** A copy that the service runs while the client looks at the monitor. */
export interface CopyJob {
  readonly key: string;
  /** Asked this many more times, it says "inProgress". */
  pollsLeft: number;
  /** The copy's id, or why there is none. */
  outcome: { resourceId: string } | { errorCode: string; description: string };
}

export interface CopyJobs {
  start(pollsLeft: number, outcome: CopyJob['outcome']): CopyJob;
  find(key: string): CopyJob | null;
}

export function createCopyJobs(): CopyJobs {
  const jobs = new Map<string, CopyJob>();
  return {
    start(pollsLeft, outcome) {
      const job = { key: randomBytes(12).toString('base64url'), pollsLeft, outcome };
      jobs.set(job.key, job);
      return job;
    },
    find: (key) => jobs.get(key) ?? null,
  };
}
