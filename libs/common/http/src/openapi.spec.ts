import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Auth, Public } from '@course-plateform/common/auth';
import { domainError } from '@course-plateform/common/kernel';
import { KindField, OneOf, Permission, TextField } from '@course-plateform/types/platform';
import { IfMatch } from './if-match';
import { openApiDocument } from './openapi';
import { IdempotencyRequired, Operation } from './operation';
import { CursorQuery } from './paging';
import { RateLimit } from './rate-limit';
import { Unversioned, versionRoutes } from './unversioned';

class DeskDto {
  @TextField()
  name!: string;
}

class TicketResponse {
  @TextField({ credential: true })
  token!: string;
}

class ChairDto {
  @KindField('chair')
  kind!: 'chair';
}

class StoolDto {
  @KindField('stool')
  kind!: 'stool';
}

const SeatDto = OneOf('SeatDto', 'kind', { chair: ChairDto, stool: StoolDto });

class DeskTaken extends domainError({
  code: 'desk.taken',
  status: 409,
  title: 'Desk taken',
  detail: 'Somebody sits at the desk {name} already.',
}) {}

class RoomAway extends domainError({ code: 'room.away', status: 503, title: 'Room away' }) {}

@Controller('desks')
class DeskController {
  @Get()
  @Public()
  @Operation({ summary: 'List desks', answer: DeskDto, isArray: true })
  listDesks(@Query() _query: CursorQuery): void {}

  @Post()
  @Auth(Permission.cartManage)
  @IdempotencyRequired()
  @Operation({ summary: 'Take a desk', status: 201, answer: DeskDto, errors: [DeskTaken] })
  takeDesk(@Body() _body: DeskDto): void {}

  @Post('tickets')
  @Public({ ignoresToken: true })
  @Operation({ summary: 'Get a ticket', answer: TicketResponse })
  getTicket(): void {}

  @Post('seats')
  @Public()
  @Operation({ summary: 'Get a seat', answer: SeatDto })
  getSeat(): void {}

  @Patch('clean')
  @Auth()
  @RateLimit('none')
  @Operation({ summary: 'Clean the desks', description: 'All of them.', status: 204 })
  cleanDesks(@IfMatch() _version: number): void {}
}

@Unversioned()
@Controller('.well-known')
class StandardController {
  @Get('desks.json')
  @Public()
  @Operation({ summary: 'Where a standard wants it', answer: SeatDto })
  getStandard(): void {}
}

const USUAL = {
  400: ['request.header_invalid', 'request.malformed', 'request.query_invalid'],
  401: ['auth.token_expired', 'auth.token_invalid'],
};

describe('the document of a service', () => {
  let app: NestFastifyApplication;
  let document: OpenAPIObject;

  beforeEach(async () => {
    const module = await Test.createTestingModule({
      controllers: [DeskController, StandardController],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    versionRoutes(app);
    document = openApiDocument(app, { service: 'desk', errors: [RoomAway] });
  });

  afterEach(() => app.close());

  function operation(method: 'get' | 'post' | 'patch', path: string) {
    const found = document.paths[path]?.[method];
    if (!found) throw new Error(`There is no ${method} ${path}`);
    return found;
  }

  /** The codes of an operation's failures by their status. */
  function codes(method: 'get' | 'post' | 'patch', path: string): Record<string, string[]> {
    const { responses } = operation(method, path);
    return Object.fromEntries(
      Object.entries(responses).flatMap(([status, response]) => {
        const content = response && 'content' in response ? response.content : undefined;
        const examples = content?.['application/problem+json']?.examples;
        return examples ? [[status, Object.keys(examples)]] : [];
      }),
    );
  }

  it('has the addresses as they are called, below one server', () => {
    expect(Object.keys(document.paths).sort()).toEqual([
      '/.well-known/desks.json',
      '/api/v1/desks',
      '/api/v1/desks/clean',
      '/api/v1/desks/seats',
      '/api/v1/desks/tickets',
    ]);
    expect(document.servers).toEqual([{ url: '/' }]);
    expect(operation('get', '/api/v1/desks').operationId).toBe('listDesks');
  });

  it('tells each failure of a list by its status', () => {
    const found = codes('get', '/api/v1/desks');
    expect(found).toEqual({
      400: [
        'request.cursor_invalid',
        'request.malformed',
        'request.query_invalid',
        'request.rejected',
      ],
      401: USUAL[401],
      408: ['request.too_slow'],
      429: ['rate_limit.exceeded'],
      431: ['request.headers_too_large'],
      500: ['internal.error'],
      503: ['auth.keys_unavailable', 'room.away', 'service.unavailable'],
    });
  });

  it('tells each failure of a change by its status', () => {
    expect(codes('post', '/api/v1/desks')).toEqual({
      400: [
        'idempotency.key_missing',
        ...USUAL[400],
        'request.rejected',
        'request.too_deep',
      ].sort(),
      401: ['auth.token_expired', 'auth.token_invalid', 'auth.token_missing'],
      403: ['auth.email_unverified', 'auth.forbidden'],
      408: ['request.too_slow'],
      409: ['desk.taken', 'idempotency.in_progress'],
      413: ['request.too_large'],
      415: ['request.unsupported_media_type'],
      422: ['idempotency.key_reused', 'request.invalid'],
      429: ['rate_limit.exceeded'],
      431: ['request.headers_too_large'],
      500: ['internal.error'],
      503: ['auth.keys_unavailable', 'room.away', 'service.unavailable'],
    });
  });

  it('has an example for each failure, with its text', () => {
    const { responses } = operation('post', '/api/v1/desks');
    expect(responses['409']).toMatchObject({
      description: '`desk.taken`: Desk taken; `idempotency.in_progress`: Request in progress',
      content: {
        'application/problem+json': {
          schema: { $ref: '#/components/schemas/Problem' },
          examples: {
            'desk.taken': {
              value: {
                type: '/errors/desk.taken',
                title: 'Desk taken',
                status: 409,
                detail: expect.stringMatching(/^Somebody sits at the desk .*name.* already\.$/),
                code: 'desk.taken',
              },
            },
          },
        },
      },
    });
  });

  it('has the answer of each success', () => {
    const desk = { $ref: '#/components/schemas/DeskDto' };
    const json = (schema: object) => ({ content: { 'application/json': { schema } } });
    expect(operation('post', '/api/v1/desks').responses['201']).toMatchObject(json(desk));
    expect(operation('get', '/api/v1/desks').responses['200']).toMatchObject(
      json({ type: 'array', items: desk }),
    );
    expect(operation('get', '/api/v1/desks').responses['304']).toBeDefined();
    expect(operation('patch', '/api/v1/desks/clean').responses['204']).not.toHaveProperty(
      'content',
    );
  });

  it('says who may call, and what each call may carry', () => {
    const names = (method: 'get' | 'post' | 'patch', path: string): unknown[] =>
      (operation(method, path).parameters ?? []).map((one) => ('name' in one ? one.name : one));
    expect(names('get', '/.well-known/desks.json')).toEqual([]);
    expect(names('get', '/api/v1/desks')).toEqual(['limit', 'cursor']);
    expect(names('post', '/api/v1/desks')).toEqual(['Idempotency-Key']);
    expect(names('post', '/api/v1/desks/tickets')).toEqual(['Idempotency-Key']);
    expect(names('patch', '/api/v1/desks/clean')).toEqual(['If-Match']);
    expect(operation('post', '/api/v1/desks').security).toEqual([{ bearer: [] }]);
    expect(operation('get', '/api/v1/desks').security).toEqual([{}, { bearer: [] }]);
    expect(operation('post', '/api/v1/desks/tickets').security).toEqual([]);
  });

  it('has the words of each operation, and the kinds of what comes in kinds', () => {
    expect(operation('get', '/api/v1/desks')).toMatchObject({ summary: 'List desks' });
    expect(operation('patch', '/api/v1/desks/clean')).toMatchObject({
      summary: 'Clean the desks',
      description: 'All of them.',
    });
    expect(operation('get', '/api/v1/desks')).not.toHaveProperty('description');
    const [chair, stool] = ['#/components/schemas/ChairDto', '#/components/schemas/StoolDto'];
    expect(document.components?.schemas?.['SeatDto']).toEqual({
      oneOf: [{ $ref: chair }, { $ref: stool }],
      discriminator: { propertyName: 'kind', mapping: { chair, stool } },
    });
  });

  it('tells what becomes of a repeat with the same key', () => {
    const told = (path: string): unknown =>
      operation('post', path).parameters?.find((one) => 'name' in one && one.in === 'header');
    expect(told('/api/v1/desks/tickets')).toMatchObject({
      required: false,
      description: expect.stringContaining('tokens are never sent twice'),
    });
    expect(told('/api/v1/desks/seats')).toMatchObject({
      required: false,
      description: expect.stringContaining('gets the first answer'),
    });
  });

  it('tells of tokens that are never sent twice, and of nothing that is not so', () => {
    expect(codes('post', '/api/v1/desks/tickets')[409]).toEqual([
      'idempotency.in_progress',
      'idempotency.not_replayable',
    ]);
    expect(codes('patch', '/api/v1/desks/clean')).not.toHaveProperty('429');
    expect(codes('patch', '/api/v1/desks/clean')).not.toHaveProperty('422');
    expect(codes('post', '/api/v1/desks/seats')).toMatchObject({
      409: ['idempotency.in_progress'],
      422: ['idempotency.key_reused'],
    });
    expect(codes('patch', '/api/v1/desks/clean')).toMatchObject({
      412: ['request.precondition_failed'],
      428: ['request.if_match_missing'],
    });
  });
});
