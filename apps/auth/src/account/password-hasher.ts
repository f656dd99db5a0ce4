import { createHmac, randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/bcrypt';
import { Turnstile } from '@course-plateform/common/kernel';
import { AuthServiceSettings } from '../env';

/** More at once would only take the processor from everything else. */
const HASHES_PER_CORE = 2;

/** Hashes passwords slowly, and compares them. */
@Injectable()
export class PasswordHasher {
  private readonly turnstile = new Turnstile(HASHES_PER_CORE * availableParallelism());
  /** Compared with when there is no account, so that the answer takes as long. */
  private readonly nobodysHash: Promise<string>;

  constructor(private readonly settings: AuthServiceSettings) {
    this.nobodysHash = this.hash(randomBytes(32).toString('base64'));
  }

  hash(password: string): Promise<string> {
    return this.turnstile.run(() =>
      hash(this.condense(password), { cost: this.settings.bcryptCost }),
    );
  }

  /** @param stored the hash of the account; undefined when there is none: then false, after the same time */
  async matches(password: string, stored: string | undefined): Promise<boolean> {
    const compared = stored ?? (await this.nobodysHash);
    const same = await this.turnstile.run(() => verify(this.condense(password), compared));
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
