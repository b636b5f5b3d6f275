import { createHash } from 'node:crypto';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** The slowest tests; started last, they would keep the run waiting while other workers are idle. */
const slow = ['kill.test.ts', 'rclone.test.ts', 'onedrive-client.test.ts', 'fault-schedules.test.ts'];

const isSlow = ({ moduleId }: TestSpecification): boolean =>
  slow.some((name) => moduleId.endsWith(`/${name}`));

export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { seed } = this.ctx.config.sequence;
    const place = ({ moduleId }: TestSpecification): string =>
      createHash('sha256').update(`${seed} ${moduleId}`).digest('hex');
    const shuffled = files.toSorted((a, b) => place(a).localeCompare(place(b)));
    return [...shuffled.filter(isSlow), ...shuffled.filter((file) => !isSlow(file))];
  }
}
