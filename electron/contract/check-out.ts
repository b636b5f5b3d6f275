import { z } from 'zod';

/** Whether somebody keeps a file from being changed by others, as libraries can be told to want it. */
export const CheckOut = z.object({
  isOut: z.boolean(),
  /** null: nobody, or the service does not say who. */
  by: z.string().nullable(),
});
export type CheckOut = z.infer<typeof CheckOut>;

export const CheckOutAction = z.enum(['checkOut', 'checkIn', 'discard']);
export type CheckOutAction = z.infer<typeof CheckOutAction>;
