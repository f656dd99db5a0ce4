import { Module } from '@nestjs/common';
import { AccountEventHandler } from './account.events';
import { AccountFactory } from './account.factory';
import { AccountRepository } from './account.repository';
import { AccountService } from './account.service';
import { FirstAdmin } from './first-admin';
import { PasswordHasher } from './password-hasher';

@Module({
  providers: [
    AccountService,
    AccountFactory,
    AccountRepository,
    AccountEventHandler,
    PasswordHasher,
    FirstAdmin,
  ],
  exports: [AccountService, AccountRepository, PasswordHasher],
})
export class AccountModule {}
