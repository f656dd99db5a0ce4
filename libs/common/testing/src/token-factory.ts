import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type JWK, exportJWK, generateKeyPair } from 'jose';
import { signAccessToken } from '@course-plateform/common/auth';
import { type RealClock, SystemClock, newId } from '@course-plateform/common/kernel';
import { type Permission, Role, permissionsOf } from '@course-plateform/types/platform';
import type { TrustedKey } from './token-forgeries';

/** A signed-in user of a test. */
export interface TestUser {
  readonly id: string;
  readonly role: Role;
  readonly token: string;
}

/** Issues access tokens in the real format, and publishes the key as the auth service does. */
export class TokenFactory {
  private constructor(
    /** The key that signs, for tokens that are not made here. */
    readonly trustedKey: TrustedKey,
    private readonly server: Server,
    private readonly clock: RealClock,
    private readonly lifetime: number,
  ) {}

  /**
   * @param clock the one the service checks tokens by
   * @param lifetime of the tokens, in seconds
   */
  static async start(clock: RealClock = new SystemClock(), lifetime = 900): Promise<TokenFactory> {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const keyId = newId();
    const key: JWK = { ...(await exportJWK(publicKey)), kid: keyId, alg: 'EdDSA', use: 'sig' };
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ keys: [key] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TokenFactory({ privateKey, keyId, publicKey: key }, server, clock, lifetime);
  }

  /** Where the public key is. */
  get jwksUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/.well-known/jwks.json`;
  }

  /** A user of a role, with the role's permissions or others. */
  async user(
    role: Role = Role.user,
    options: { id?: string; permissions?: readonly Permission[] } = {},
  ): Promise<TestUser> {
    const id = options.id ?? newId();
    const token = await signAccessToken(
      {
        userId: id,
        sessionId: newId(),
        role,
        permissions: options.permissions ?? permissionsOf(role),
      },
      {
        ...this.trustedKey,
        issuer: 'course-plateform',
        audience: 'course-plateform-api',
        issuedAt: this.clock.now(),
        lifetime: this.lifetime,
      },
    );
    return { id, role, token };
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }
}
