import { z } from 'zod';
import { Failure } from './errors.ts';
import { Cloud, Id } from './records.ts';

/** A line of a batch file that is not right. */
export const BatchProblem = z.object({
  /** 1-based; null where it is about the file as a whole */
  line: z.number().int().positive().nullable(),
  problem: z.enum([
    'notYaml',
    'unknownField',
    'missingField',
    'badValue',
    'unknownTenant',
    'duplicate',
    'badUser',
    'badPath',
    'secretInFile',
    'secretUnreadable',
    'tooMany',
  ]),
  /** The field, tenant or user it is about: "tenants.contoso.client-id" */
  subject: z.string(),
  /** What stands there now, where that helps and is no secret. */
  found: z.string().nullable(),
  /** What was meant, perhaps. */
  suggestion: z.string().nullable(),
});
export type BatchProblem = z.infer<typeof BatchProblem>;

export const BatchRow = z.object({
  line: z.number().int().positive(),
  group: z.string(),
  name: z.string(),
  /** Name of the tenant within the file */
  tenant: z.string(),
  address: z.string(),
  rootPath: z.string().nullable(),
  /** waiting, then added or failed, once it runs. exists: already in Slipway, nothing is done. */
  state: z.enum(['toAdd', 'exists', 'wrong', 'running', 'added', 'failed']),
  failure: Failure.nullable(),
});
export type BatchRow = z.infer<typeof BatchRow>;

export const BatchTenant = z.object({
  name: z.string(),
  cloud: Cloud,
  /** Where its secret comes from; "prompt": the person types it. */
  credential: z.enum(['environment', 'file', 'certificate', 'prompt']),
});
export type BatchTenant = z.infer<typeof BatchTenant>;

/** What importing a file would do. Nothing is done before `batch.run`. */
export const BatchPlan = z.object({
  batchId: Id,
  /** "dry": only looked at. */
  state: z.enum(['dry', 'running', 'done']),
  tenants: z.array(BatchTenant),
  rows: z.array(BatchRow),
  problems: z.array(BatchProblem),
});
export type BatchPlan = z.infer<typeof BatchPlan>;
