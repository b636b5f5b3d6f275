import { toJson, type ServiceResponse, type ServiceRequest } from '../http/exchange.ts';
import { itemNotFound } from '../http/graph-error.ts';
import type { World } from '../model/world.ts';

/** 202 while the copy runs, then 200 or, as in older documentation, 303 with the item's address. */
export function copyMonitor(world: World, _request: ServiceRequest, key: string): ServiceResponse {
  const job = world.copyJobs.find(key);
  if (job === null) throw itemNotFound();
  if (job.pollsLeft > 0) {
    job.pollsLeft -= 1;
    return toJson(202, { operation: 'ItemCopy', percentageComplete: 50, status: 'inProgress' });
  }
  const { outcome } = job;
  if ('errorCode' in outcome) {
    return toJson(200, {
      operation: 'ItemCopy',
      percentageComplete: 100,
      status: 'failed',
      errorCode: outcome.errorCode,
      statusDescription: outcome.description,
    });
  }
  const done = {
    operation: 'ItemCopy',
    percentageComplete: 100,
    status: 'completed',
    resourceId: outcome.resourceId,
  };
  if (!world.quirks.monitorSeeOther) return toJson(200, done);
  return toJson(303, done, { Location: `${world.graphUrl}/me/drive/items/${outcome.resourceId}` });
}
