import { createHmac, randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { bulkhead } from 'cockatiel';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/bcrypt';
import { AuthServiceSettings } from '../env';

/** The maximum number of concurrent hashes; more would starve everything else of CPU time. */
const HASHES_PER_CORE = 2;

/** Hashes and compares passwords. */
@Injectable()
export class PasswordHasher {
  private readonly limit = bulkhead(HASHES_PER_CORE * availableParallelism(), Infinity);
  /** The hash to compare with when there is no account, so that the response takes as long. */
  private readonly nobodysHash: Promise<string>;

  constructor(private readonly settings: AuthServiceSettings) {
    this.nobodysHash = this.hash(randomBytes(32).toString('base64'));
  }

  hash(password: string): Promise<string> {
    return this.limit.execute(() =>
      hash(this.condense(password), { cost: this.settings.bcryptCost }),
    );
  }

  /** @param stored the hash of the account; without one it returns false after the same time */
  async matches(password: string, stored: string | undefined): Promise<boolean> {
    const compared = stored ?? (await this.nobodysHash);
    const same = await this.limit.execute(() => verify(this.condense(password), compared));
    return same && stored !== undefined;
  }

  /** Whether a stored hash has a lower cost than configured. */
  isTooCheap(stored: string): boolean {
    const cost = /^\$2[abxy]\$(\d\d)\$/.exec(stored)?.[1];
    return cost !== undefined && Number(cost) < this.settings.bcryptCost;
  }

  /** bcrypt uses 72 bytes and stops at NUL, so it gets a hash in 64 characters of base64. */
  private condense(password: string): string {
    return createHmac('sha384', this.settings.passwordPepper)
      .update(password.normalize('NFKC'))
      .digest('base64');
  }
}
