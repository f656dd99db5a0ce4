import { Injectable } from '@nestjs/common';
import { type JWTPayload, errors, jwtVerify } from 'jose';
import { RealClock, isId } from '@course-plateform/common/kernel';
import { type Permission, Role } from '@course-plateform/types/platform';
import { ACCESS_TOKEN_ALGORITHM, ACCESS_TOKEN_TYPE } from './access-token';
import { TokenExpired, TokenInvalid } from './auth.errors';
import { AuthSettings } from './auth.settings';
import type { Caller } from './caller';
import { KeySet } from './key-set';
import { KeySource } from './key-source';
import { VerifiedTokens } from './verified-tokens';

/** The accepted clock difference between two machines, in seconds. */
const CLOCK_TOLERANCE = 10;

/** Verifies access tokens with the public keys of the auth service, without a lookup per token. */
@Injectable()
export class TokenVerifier {
  private readonly verified = new VerifiedTokens();
  private readonly bundles = new Map<string, ReadonlySet<Permission>>();
  private readonly keys: KeySet;

  constructor(
    private readonly settings: AuthSettings,
    source: KeySource,
    private readonly clock: RealClock,
  ) {
    this.keys = new KeySet(source, clock);
  }

  /** The caller of a token that was verified before; undefined when it has to be verified. */
  known(token: string): Caller | undefined {
    return this.verified.get(token, this.clock.now().getTime());
  }

  /**
   * Verifies a token: signature, algorithm, type, issuer, audience, times, claims.
   * @throws TokenExpired, TokenInvalid, KeysUnavailable
   */
  async verify(token: string): Promise<Caller> {
    const payload = await this.payloadOf(token);
    const caller = this.callerOf(token, payload);
    this.verified.add(caller, (payload.exp ?? 0) * 1000);
    return caller;
  }

  private async payloadOf(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.keys.find, {
        algorithms: [ACCESS_TOKEN_ALGORITHM],
        typ: ACCESS_TOKEN_TYPE,
        issuer: this.settings.issuer,
        audience: this.settings.audience,
        requiredClaims: ['exp', 'iat', 'sub', 'sid', 'role', 'perms'],
        currentDate: this.clock.now(),
      });
      // RFC 7519 leaves this to the application: reject a token that was issued in the future.
      if ((payload.iat ?? 0) > this.clock.now().getTime() / 1000 + CLOCK_TOLERANCE) {
        throw new TokenInvalid();
      }
      return payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new TokenExpired({ cause: error });
      if (error instanceof errors.JOSEError) throw new TokenInvalid({ cause: error });
      throw error;
    }
  }

  private callerOf(token: string, { sub, sid, role, perms, rv = 0 }: JWTPayload): Caller {
    if (!isId(sub) || !isId(sid) || !isRole(role) || !isTextList(perms)) throw new TokenInvalid();
    if (!isVersion(rv)) throw new TokenInvalid();
    const permissions = this.bundle(perms);
    return { userId: sub, sessionId: sid, role, roleVersion: rv, permissions, token };
  }

  /** Shares one set among tokens with the same permissions: there are few combinations, but many tokens. */
  private bundle(permissions: readonly string[]): ReadonlySet<Permission> {
    const key = permissions.join(' ');
    const known = this.bundles.get(key);
    if (known) return known;
    const bundle = new Set(permissions as readonly Permission[]);
    this.bundles.set(key, bundle);
    return bundle;
  }
}

function isRole(value: unknown): value is Role {
  return Object.values<unknown>(Role).includes(value);
}

function isVersion(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
