import { createHmac, randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { bulkhead } from 'cockatiel';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/bcrypt';
import { AuthServiceSettings } from '../env';

/** More at once would only take the processor from everything else. */
const HASHES_PER_CORE = 2;

/** Hashes passwords slowly, and compares them. */
@Injectable()
export class PasswordHasher {
  private readonly limit = bulkhead(HASHES_PER_CORE * availableParallelism(), Infinity);
  /** Compared with when there is no account, so that the answer takes as long. */
  private readonly nobodysHash: Promise<string>;

  constructor(private readonly settings: AuthServiceSettings) {
    this.nobodysHash = this.hash(randomBytes(32).toString('base64'));
  }

  hash(password: string): Promise<string> {
    return this.limit.execute(() =>
      hash(this.condense(password), { cost: this.settings.bcryptCost }),
    );
  }

  /** @param stored the hash of the account; undefined when there is none: then false, after the same time */
  async matches(password: string, stored: string | undefined): Promise<boolean> {
    const compared = stored ?? (await this.nobodysHash);
    const same = await this.limit.execute(() => verify(this.condense(password), compared));
    return same && stored !== undefined;
  }

  /** Whether a stored hash is from a time when hashes cost less than they do now. */
  isTooCheap(stored: string): boolean {
    const cost = /^\$2[abxy]\$(\d\d)\$/.exec(stored)?.[1];
    return cost !== undefined && Number(cost) < this.settings.bcryptCost;
  }

  /** bcrypt looks at 72 bytes and stops at NUL; 64 characters of base64 keep the whole password. */
  private condense(password: string): string {
    return createHmac('sha384', this.settings.passwordPepper)
      .update(password.normalize('NFKC'))
      .digest('base64');
  }
}
