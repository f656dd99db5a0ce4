import { ConnectionException, OptimisticLockError } from '@mikro-orm/core';
import { Body, Controller, Module, Post } from '@nestjs/common';
import { Args, Field, InputType, Query, Resolver } from '@nestjs/graphql';
import { Allow } from 'class-validator';
import { Internal, Public, TokenExpired } from '@course-plateform/common/auth';
import { Operation } from '@course-plateform/common/http';
import {
  type DomainErrorClass,
  TransitionNotAllowed,
  rpcContract,
} from '@course-plateform/common/kernel';
import { UpstreamUnavailable, RemoteError, RpcHandler } from '@course-plateform/common/rpc';
import { PreconditionFailed } from '@course-plateform/common/persistence';
import { TextField } from '@course-plateform/types/platform';
import { CourseNotFound, PriceTooHigh } from '../src/course/course.errors';

/** Every way in which work can fail, by a name that callers send. */
const FAILURES: Readonly<Record<string, () => Error>> = {
  refusal: () => new CourseNotFound(),
  refusalWithNumbers: () => new PriceTooHigh({ params: { maximum: 1_000_000 } }),
  refusalWithMore: () =>
    new TransitionNotAllowed({
      params: { from: 'a', to: 'b', allowed: 'c' },
      extensions: { allowed: ['c'] },
    }),
  endedToken: () => new TokenExpired(),
  lostUpdate: () => OptimisticLockError.lockFailed('Course'),
  databaseUnavailable: () => new ConnectionException(new Error('connection terminated')),
  upstreamUnavailable: () => new UpstreamUnavailable({ params: { service: 'quiz' } }),
  upstreamRefuses: () =>
    new RemoteError({
      type: '/errors/course.own_submission',
      title: 'Ya traducido {así}',
      status: 403,
      detail: 'Lo que ha dicho el otro.',
      code: 'course.own_submission',
    }),
  defect: () => new Error('the password is 1234'),
};

/** The failures over HTTP besides those of every operation. */
const DECLARED: readonly DomainErrorClass[] = [
  CourseNotFound,
  PriceTooHigh,
  TransitionNotAllowed,
  PreconditionFailed,
];

@InputType()
export class FailureRequest {
  @TextField({ max: 20 })
  @Field()
  kind!: string;
}

export class FailureReply {
  @TextField()
  kind!: string;
}

/** The same request for a caller that does not check its payload. */
class UncheckedRequest {
  @Allow()
  kind?: string;
}

const contract = {
  subject: 'course.failure.raise',
  reply: FailureReply,
  callers: ['course'],
};
const raise = rpcContract({ ...contract, request: FailureRequest });
export const raiseUnchecked = rpcContract({ ...contract, request: UncheckedRequest });

function fail(kind: string): never {
  throw FAILURES[kind]?.() ?? new Error(`There is no failure "${kind}"`);
}

@Controller('failures')
class FailureController {
  @Post()
  @Public()
  @Operation({ summary: 'Fail over HTTP', response: FailureReply, errors: DECLARED })
  failOverHttp(@Body() { kind }: FailureRequest): FailureReply {
    return fail(kind);
  }

  @RpcHandler(raise)
  @Internal()
  async failOverNats({ kind }: FailureRequest): Promise<FailureReply> {
    return fail(kind);
  }
}

@Resolver()
class FailureResolver {
  @Query(() => String)
  @Public()
  failure(@Args('input') { kind }: FailureRequest): string {
    return fail(kind);
  }
}

/** Fails on request, over each of the three transports. */
@Module({ controllers: [FailureController], providers: [FailureResolver] })
export class FailingModule {}
