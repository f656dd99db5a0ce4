import { Global, Module } from '@nestjs/common';
import { OWN_KEY_SOURCE } from '@course-plateform/common/auth';
import { JwksController } from './jwks.controller';
import { SigningKeys } from './signing-keys';

/** Global, because the platform's guard checks tokens with these keys. */
@Global()
@Module({
  controllers: [JwksController],
  providers: [SigningKeys, { provide: OWN_KEY_SOURCE, useExisting: SigningKeys }],
  exports: [SigningKeys, OWN_KEY_SOURCE],
})
export class SigningKeyModule {}
