import { Module } from '@nestjs/common';
import { AccountFactory } from './account.factory';
import { AccountRepository } from './account.repository';
import { AccountRpcHandler } from './account.rpc';
import { AccountService } from './account.service';
import { FirstAdmin } from './first-admin';
import { OwnerNames } from './owner-names';
import { PasswordFactory } from './password.factory';
import { PasswordHasher } from './password-hasher';

@Module({
  controllers: [AccountRpcHandler],
  providers: [
    AccountService,
    AccountFactory,
    AccountRepository,
    PasswordFactory,
    OwnerNames,
    PasswordHasher,
    FirstAdmin,
  ],
  exports: [AccountService, AccountRepository, PasswordFactory, PasswordHasher],
})
export class AccountModule {}
