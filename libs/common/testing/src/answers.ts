import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Class } from '@course-plateform/common/kernel';
import { type ApiDocument, AnswerContract, type SeenAnswer } from './answer-contract';

/**
 * Everything a service under test answers, whoever asks. It is compared with the service's own OpenAPI document at
 * the end, so that no test has to be about documentation for the documentation to be true.
 */
export class Answers {
  private readonly seen = new Map<string, SeenAnswer>();

  /** A module around the one of the service, which listens to its HTTP server. */
  around(module: Class<object>): Class<object> {
    const record = this.record.bind(this);

    @Module({ imports: [module] })
    class Overheard implements OnModuleInit {
      @Inject(HttpAdapterHost)
      private readonly host!: HttpAdapterHost<FastifyAdapter>;

      // After the hooks of the platform, so that it hears what is really sent.
      onModuleInit(): void {
        const fastify = this.host.httpAdapter.getInstance();
        fastify.addHook('onSend', (request, reply, payload, done) => {
          record(request, reply, payload);
          done(null, payload);
        });
      }
    }
    return Overheard;
  }

  /**
   * Compares what was answered with the document.
   * @throws Error with a sentence for each answer that the document does not allow
   */
  check(document: ApiDocument): void {
    const contract = new AnswerContract(document);
    const breaches = new Set(
      [...this.seen.values()].flatMap((answer) => contract.breaches(answer)),
    );
    if (breaches.size > 0) {
      throw new Error(`Answers that openapi.json does not allow:\n${[...breaches].join('\n')}`);
    }
  }

  private record(request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
    const { method, routeOptions } = request;
    const answer: SeenAnswer = {
      method: method === 'HEAD' ? 'GET' : method,
      route: routeOptions.url,
      status: reply.statusCode,
      type: String(reply.getHeader('content-type') ?? ''),
      body: typeof payload === 'string' ? payload : '',
    };
    this.seen.set(JSON.stringify(answer), answer);
  }
}
