import { AppError } from '../errors.ts';

/**
 * `findMade` looks for the result of a change without a response; null: it wasn't made. @throws AppError
 * answerLost if that can't be found out
 */
export async function settleChange<T>(
  change: () => Promise<T>,
  findMade: () => Promise<T | null>,
): Promise<T> {
  try {
    return await change();
  } catch (error) {
    if (!(error instanceof AppError) || !error.mayBeDone) throw error;
    const made = await findMade().catch((reason: unknown) => {
      throw reason instanceof AppError ? toAnswerLost(error) : reason;
    });
    if (made === null) throw error;
    return made;
  }
}

export const toAnswerLost = (error: AppError): AppError =>
  new AppError('answerLost', { subject: error.subject, details: error.details, cause: error });
