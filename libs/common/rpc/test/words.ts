import { Controller } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, ValidateNested } from 'class-validator';
import { LOCALE } from '@course-plateform/common/i18n';
import {
  RequestContext,
  domainError,
  rpcContract,
  CALLER_TOKEN,
  DEADLINE,
} from '@course-plateform/common/kernel';
import { TRACE } from '@course-plateform/common/observability';
import { RpcClient } from '../src/rpc-client';
import { RpcHandler } from '../src/rpc-handler';

export class Line {
  @IsInt()
  @Max(10)
  amount!: number;
}

export class Question {
  @IsString()
  text!: string;

  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => Line)
  lines?: Line[];
}

export class Response {
  @IsString()
  text!: string;
}

export class Nothing {}

export class Seen {
  @IsString()
  traceId!: string;

  @IsString()
  token!: string;

  @IsString()
  locale!: string;

  @IsInt()
  budget!: number;
}

export const ECHO = rpcContract({
  subject: 'alpha.word.echo',
  request: Question,
  reply: Response,
  callers: ['alpha', 'beta'],
});
export const REFUSE = rpcContract({
  subject: 'alpha.word.refuse',
  request: Question,
  reply: Response,
  callers: ['alpha', 'beta'],
});
export const BREAK = rpcContract({
  subject: 'alpha.word.break',
  request: Question,
  reply: Response,
  callers: ['alpha', 'beta'],
});
export const LIE = rpcContract({
  subject: 'alpha.word.lie',
  request: Question,
  reply: Response,
  callers: ['alpha', 'beta'],
});
export const HANG = rpcContract({
  subject: 'alpha.word.hang',
  request: Question,
  reply: Response,
  callers: ['alpha', 'beta'],
});
export const SEE = rpcContract({
  subject: 'alpha.word.see',
  request: Nothing,
  reply: Seen,
  callers: ['alpha', 'beta'],
});
export const RELAYED = rpcContract({
  subject: 'beta.word.see',
  request: Nothing,
  reply: Seen,
  callers: ['alpha', 'beta'],
});
export const NOBODY = rpcContract({
  subject: 'gamma.word.echo',
  request: Question,
  reply: Response,
  callers: ['alpha', 'beta'],
});
/** The same subject, for a caller that breaks the contract. */
export const LOOSE = rpcContract({
  subject: 'alpha.word.echo',
  request: Nothing,
  reply: Response,
  callers: ['alpha', 'beta'],
});

export class WordRude extends domainError({ code: 'word.rude', status: 409, title: 'Rude word' }) {}

@Controller()
export class AlphaRpcHandler {
  static readonly hung = new Set<() => void>();

  @RpcHandler(ECHO)
  async echo(question: Question): Promise<Response> {
    return { text: `${question.constructor.name}: ${question.text}` };
  }

  @RpcHandler(REFUSE)
  async refuse(): Promise<Response> {
    throw new WordRude({ extensions: { allowed: ['please'] } });
  }

  @RpcHandler(BREAK)
  async break(): Promise<Response> {
    throw new Error('the marker secret');
  }

  @RpcHandler(LIE)
  async lie(): Promise<Response> {
    return { text: 1 } as unknown as Response;
  }

  @RpcHandler(HANG)
  hang(): Promise<Response> {
    return new Promise((resolve) => AlphaRpcHandler.hung.add(() => resolve({ text: 'late' })));
  }

  @RpcHandler(SEE)
  async see(): Promise<Seen> {
    return {
      traceId: RequestContext.get(TRACE)?.traceId ?? '',
      token: RequestContext.get(CALLER_TOKEN) ?? '',
      locale: RequestContext.get(LOCALE) ?? '',
      budget: (RequestContext.get(DEADLINE) ?? 0) - Date.now(),
    };
  }
}

@Controller()
export class BetaRpcHandler {
  constructor(private readonly rpc: RpcClient) {}

  @RpcHandler(RELAYED)
  async see(): Promise<Seen> {
    return this.rpc.request(SEE, {});
  }
}
