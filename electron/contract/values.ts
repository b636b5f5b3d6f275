import { z } from 'zod';

/** ISO 8601, UTC. */
export const Instant = z.string().max(40);
export const Id = z.string().min(1).max(512);
export const Count = z.number().int().nonnegative();
export const Bytes = z.number().int().nonnegative();
export const Name = z.string().min(1).max(1024);
