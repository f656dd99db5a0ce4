import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Class } from '@course-plateform/common/kernel';
import { type ApiDocument, ResponseContract, type SeenResponse } from './response-contract';

/**
 * Every response of a service under test, whoever the caller. It is compared with the service's own OpenAPI document at
 * the end, so that no test has to be about documentation for the documentation to be true.
 */
export class SentResponses {
  private readonly seen = new Map<string, SeenResponse>();
  private readonly ofOlderRelease = new Set<string>();

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

  /** Leaves the replays of a body out: an older release has stored it, by the document of its time. */
  leaveOutReplaysOf(body: string): void {
    this.ofOlderRelease.add(body);
  }

  /**
   * Compares the responses with the document.
   * @throws Error with a sentence for each response that the document does not allow
   */
  check(document: ApiDocument): void {
    const contract = new ResponseContract(document);
    const breaches = new Set(
      [...this.seen.values()].flatMap((response) => contract.breaches(response)),
    );
    if (breaches.size > 0) {
      throw new Error(`Responses that openapi.json does not allow:\n${[...breaches].join('\n')}`);
    }
  }

  private record(request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
    const { method, routeOptions } = request;
    const isReplay = reply.hasHeader('idempotency-replayed');
    if (isReplay && typeof payload === 'string' && this.ofOlderRelease.has(payload)) return;
    const response: SeenResponse = {
      method,
      route: routeOptions.url,
      status: reply.statusCode,
      type: String(reply.getHeader('content-type') ?? ''),
      headers: Object.keys(reply.getHeaders()),
      body: typeof payload === 'string' ? payload : '',
    };
    this.seen.set(JSON.stringify(response), response);
  }
}
