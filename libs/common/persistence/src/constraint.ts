import { UniqueConstraintViolationException } from '@mikro-orm/core';

/**
 * Whether an error is a violation of the given unique constraint or index.
 * @param name the name as in the migration or entity
 */
export function violates(error: unknown, name: string): boolean {
  return error instanceof UniqueConstraintViolationException && error.message.includes(name);
}

/** Runs a change, and replaces the violation of a unique constraint by an error of its own. */
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
