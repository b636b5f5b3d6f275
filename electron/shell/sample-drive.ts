import type { DriveAccess } from '../core/ports.ts';

export interface SampleDrive {
  access(): Promise<DriveAccess>;
  close(): Promise<void>;
}

async function start() {
  const { createSampleService } = await import('../sample/sample-service.ts');
  return createSampleService();
}

export function createSampleDrive(findElsewhere: () => DriveAccess | null): SampleDrive {
  let starting: ReturnType<typeof start> | null = null;
  return {
    async access() {
      const elsewhere = findElsewhere();
      if (elsewhere !== null) return elsewhere;
      starting ??= start();
      const { graphUrl, accessToken } = await starting;
      return { graphUrl, token: () => Promise.resolve(accessToken) };
    },
    async close() {
      await (await starting)?.close();
    },
  };
}
