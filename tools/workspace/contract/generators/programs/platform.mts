/** What the programs use of Node; everything else in them runs in pages as well. */
declare const process: {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: { write(text: string): void };
};

export const PLATFORM_URL = setting('PLATFORM_URL');

/** An account that may buy. */
export const ACCOUNT = { email: setting('PLATFORM_EMAIL'), password: setting('PLATFORM_PASSWORD') };

/** A course that there is not. */
export const ABSENT_COURSE = '01890a5d-ac96-774b-bcce-b302099a4e96';

/** What a client received from the platform. */
export interface Seen {
  /** Of the user who signed in. */
  readonly email: string;
  /** Of courses in the catalog. */
  readonly titles: readonly string[];
  /** The courses that cannot be bought, a member of `quote.not_for_sale` alone. */
  readonly notForSale: readonly string[];
}

export function report(seen: Seen): void {
  process.stdout.write(JSON.stringify(seen));
}

/** Ends the program with what came instead of what was expected. */
export function unexpected(received: unknown): never {
  throw new Error(`Unexpected: ${JSON.stringify(received)}`);
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}
