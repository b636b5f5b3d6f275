import { z } from 'zod';
import { Failure } from './errors.ts';
import { Cloud, Id } from './records.ts';

/** A problem in an import file. */
export const ImportProblem = z.object({
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
export type ImportProblem = z.infer<typeof ImportProblem>;

export const ImportRow = z.object({
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
export type ImportRow = z.infer<typeof ImportRow>;

export const ImportTenant = z.object({
  name: z.string(),
  cloud: Cloud,
  /** Where its secret comes from; "prompt": the person types it. */
  credential: z.enum(['environment', 'file', 'certificate', 'prompt']),
});
export type ImportTenant = z.infer<typeof ImportTenant>;

/** What importing a file would do. Nothing is done before `accountImport.run`. */
export const ImportPlan = z.object({
  importId: Id,
  /** "dry": only looked at. */
  state: z.enum(['dry', 'running', 'done']),
  tenants: z.array(ImportTenant),
  rows: z.array(ImportRow),
  problems: z.array(ImportProblem),
});
export type ImportPlan = z.infer<typeof ImportPlan>;
