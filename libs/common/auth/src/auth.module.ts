import { type DynamicModule, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryModule, ModuleRef } from '@nestjs/core';
import { AuthGuard } from './auth.guard';
import { AuthSettings } from './auth.settings';
import { EndedSessions } from './ended-sessions';
import { HttpKeySource, KeySource, OWN_KEY_SOURCE } from './key-source';
import { assertPolicies } from './policy-check';
import { RoleVersions } from './role-versions';
import { TokenVerifier } from './token-verifier';

/**
 * The check of access tokens and of declared policies. The guard itself is registered as `APP_GUARD`.
 * Needs `CacheModule`, `ObservabilityModule` and a `RealClock` that is provided globally.
 */
@Module({})
export class AuthModule implements OnApplicationBootstrap {
  constructor(private readonly modules: ModuleRef) {}

  static forRoot(settings: AuthSettings): DynamicModule {
    return {
      module: AuthModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: AuthSettings, useValue: settings },
        {
          provide: KeySource,
          useFactory: (own?: KeySource) => own ?? new HttpKeySource(settings.jwksUrl),
          inject: [{ token: OWN_KEY_SOURCE, optional: true }],
        },
        EndedSessions,
        RoleVersions,
        TokenVerifier,
        AuthGuard,
      ],
      exports: [AuthSettings, EndedSessions, RoleVersions, KeySource, TokenVerifier, AuthGuard],
    };
  }

  /** Fails the start of a service that has a handler without a policy. */
  onApplicationBootstrap(): void {
    assertPolicies(this.modules);
  }
}
