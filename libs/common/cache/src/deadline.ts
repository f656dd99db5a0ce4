/** The time was up before there was an answer. */
export class DeadlinePassed extends Error {
  constructor(milliseconds: number) {
    super(`No answer within ${milliseconds} ms`);
    this.name = 'DeadlinePassed';
  }
}

/**
 * Waits for an answer, but not for ever. An answer that comes later is dropped.
 *
 * By hand, because it stands before each command to Redis: cockatiel's `timeout` makes an `AbortController` and two
 * events for each call, 15 µs where this takes one, and the client of Redis has no use for the signal.
 * @throws DeadlinePassed
 */
export async function within<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlinePassed(milliseconds)), milliseconds);
  });
  try {
    return await Promise.race([answer, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
