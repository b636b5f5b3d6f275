import { randomBytes } from 'node:crypto';

export interface CopyJob {
  readonly key: string;
  pollsLeft: number;
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
