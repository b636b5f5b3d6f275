import { expect, onTestFinished } from 'vitest';
import type { SampleOptions } from '../options.ts';
import { createSampleService, type SampleService } from '../sample-service.ts';
import { createTestClient, type TestClient } from './client.ts';

/** A service for one test, closed with it. Empty drives unless the test asks for the showcase. */
export async function start(
  options: SampleOptions = {},
): Promise<{ service: SampleService; client: TestClient }> {
  const service = await createSampleService({ content: 'empty', ...options });
  onTestFinished(async () => {
    await service.close();
    expect(service.bugs).toEqual([]);
  });
  return { service, client: createTestClient(service) };
}
