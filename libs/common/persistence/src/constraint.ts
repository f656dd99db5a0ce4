import { UniqueConstraintViolationException } from '@mikro-orm/core';

/**
 * Whether a failure is the breach of one unique constraint or index.
 * @param name the constraint's name as in the migration or entity
 */
export function violates(error: unknown, name: string): boolean {
  return error instanceof UniqueConstraintViolationException && error.message.includes(name);
}

/** Runs a change and names the breach of a unique constraint, whoever won the race. */
export async function orWhenDuplicate<T>(
  work: Promise<T>,
  duplicates: Readonly<Record<string, () => Error | Promise<Error>>>,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    for (const [name, toError] of Object.entries(duplicates)) {
      if (violates(error, name)) throw await toError();
    }
    throw error;
  }
}
