import { expect, onTestFinished } from 'vitest';
import type { SampleOptions } from '../options.ts';
import { createSampleService, type SampleService } from '../sample-service.ts';
import { judgeResponse } from './response-judge.ts';
import { createTestClient, type TestClient } from './client.ts';

export async function start(
  options: SampleOptions = {},
): Promise<{ service: SampleService; client: TestClient }> {
  const complaints: string[] = [];
  const service = await createSampleService({
    content: 'empty',
    onResponse: (answer) => complaints.push(...judgeResponse(answer)),
    ...options,
  });
  onTestFinished(async () => {
    await service.close();
    expect(service.bugs).toEqual([]);
    expect(complaints, 'every response matches Graph’s description').toEqual([]);
  });
  return { service, client: createTestClient(service) };
}
