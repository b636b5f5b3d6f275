import { z } from 'zod';

/** A checked-out file can be changed by one person only; some libraries require it. */
export const CheckOut = z.object({
  isOut: z.boolean(),
  /** null: nobody, or the service doesn't say. */
  by: z.string().nullable(),
});
export type CheckOut = z.infer<typeof CheckOut>;

export const CheckOutAction = z.enum(['checkOut', 'checkIn', 'discard']);
export type CheckOutAction = z.infer<typeof CheckOutAction>;
