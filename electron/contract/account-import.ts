import { z } from 'zod';
import { Failure } from './errors.ts';
import { Cloud } from './records.ts';
import { Id } from './values.ts';

export const ImportProblem = z.object({
  /** 1-based; null for the file as a whole */
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
  /** The field, tenant, or user at fault: "tenants.contoso.client-id" */
  subject: z.string(),
  /** The current value, if it helps and isn't secret. */
  found: z.string().nullable(),
  suggestion: z.string().nullable(),
});
export type ImportProblem = z.infer<typeof ImportProblem>;

export const ImportRow = z.object({
  line: z.number().int().positive(),
  group: z.string(),
  name: z.string(),
  /** The tenant's name within the file */
  tenant: z.string(),
  address: z.string(),
  rootPath: z.string().nullable(),
  /** From toAdd through running to added or failed. exists: already in Slipway, so skipped. */
  state: z.enum(['toAdd', 'exists', 'wrong', 'running', 'added', 'failed']),
  failure: Failure.nullable(),
});
export type ImportRow = z.infer<typeof ImportRow>;

export const ImportTenant = z.object({
  name: z.string(),
  cloud: Cloud,
  /** Where its secret comes from. "prompt": the person enters it. */
  credential: z.enum(['environment', 'file', 'certificate', 'prompt']),
});
export type ImportTenant = z.infer<typeof ImportTenant>;

/** Nothing changes until `accountImport.run`. */
export const ImportPlan = z.object({
  importId: Id,
  state: z.enum(['dry', 'running', 'done']),
  tenants: z.array(ImportTenant),
  rows: z.array(ImportRow),
  problems: z.array(ImportProblem),
});
export type ImportPlan = z.infer<typeof ImportPlan>;
