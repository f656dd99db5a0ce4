import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { ApiTags, type OpenAPIObject } from '@nestjs/swagger';
import { Auth, Public } from '@course-plateform/common/auth';
import { domainError } from '@course-plateform/common/kernel';
import {
  KindField,
  ObjectField,
  OneOf,
  Permission,
  TextField,
} from '@course-plateform/types/platform';
import { IfMatch } from './if-match';
import { openApiDocument } from './openapi';
import { IdempotencyRequired, Operation } from './operation';
import { CursorQuery } from './paging';
import { RateLimit } from './rate-limit';
import { TagDescription } from './tags';
import { Unversioned, versionRoutes } from './unversioned';

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

class DeskDto {
  @TextField({ example: 'Window' })
  name!: string;

  @TextField({ nullable: true, example: 'Ada' })
  owner!: string | null;

  @ObjectField(() => ChairDto, { nullable: true, description: 'Gone when it is lent' })
  chair!: ChairDto | null;

  @ObjectField(() => StoolDto, { description: 'Beside it' })
  stool!: StoolDto;
}

const SeatDto = OneOf('SeatDto', 'kind', { chair: ChairDto, stool: StoolDto });

class DeskTaken extends domainError({
  code: 'desk.taken',
  status: 409,
  title: 'Desk taken',
  detail: 'The desk {name} is taken.',
  example: { name: 'Window' },
  extensions: {
    until: { type: 'string', example: 'noon' },
    others: { type: 'array', items: { type: 'string', format: 'uuid' }, optional: true },
  },
}) {}

class RoomUnavailable extends domainError({ code: 'room.away', status: 503, title: 'Room away' }) {}

@ApiTags('desks')
@TagDescription('Places to sit at')
@Controller('desks')
class DeskController {
  @Get()
  @Public()
  @Operation({ summary: 'List desks', response: DeskDto, isArray: true })
  listDesks(@Query() _query: CursorQuery): void {}

  @Post()
  @Auth(Permission.cartManage)
  @IdempotencyRequired()
  @Operation({ summary: 'Take a desk', status: 201, response: DeskDto, errors: [DeskTaken] })
  takeDesk(@Body() _body: DeskDto): void {}

  @Post('tickets')
  @Public({ ignoresToken: true })
  @Operation({
    summary: 'Get a ticket',
    response: TicketResponse,
    returns: 'A ticket with its token',
  })
  getTicket(): void {}

  @Post('seats')
  @Public()
  @Operation({ summary: 'Get a seat', response: SeatDto })
  getSeat(): void {}

  @Patch('clean')
  @Auth()
  @RateLimit('none')
  @Operation({ summary: 'Clean the desks', description: 'All of them.', status: 204 })
  cleanDesks(@IfMatch() _version: number): void {}
}

@ApiTags('desks')
@Unversioned()
@Controller('.well-known')
class StandardController {
  @Get('desks.json')
  @Public()
  @Operation({ summary: 'Where a standard wants it', response: SeatDto })
  getStandard(): void {}
}

const USUAL = {
  400: ['request.header_invalid', 'request.malformed', 'request.query_invalid'],
  401: ['auth.token_expired', 'auth.token_invalid'],
};

describe('the OpenAPI document of a service', () => {
  let app: NestFastifyApplication;
  let document: OpenAPIObject;

  beforeEach(async () => {
    const module = await Test.createTestingModule({
      controllers: [DeskController, StandardController],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    versionRoutes(app);
    document = openApiDocument(app, { service: 'desk', errors: [RoomUnavailable] });
  });

  afterEach(() => app.close());

  function operation(method: 'get' | 'post' | 'patch', path: string) {
    const found = document.paths[path]?.[method];
    if (!found) throw new Error(`There is no ${method} ${path}`);
    return found;
  }

  /** A response of an operation, wherever it is described. */
  function response(method: 'get' | 'post' | 'patch', path: string, status: number): object {
    const found = operation(method, path).responses[status];
    if (!found) throw new Error(`${method} ${path} has no ${status}`);
    return '$ref' in found ? component(found.$ref) : found;
  }

  function component($ref: string): object {
    const [section = '', name = ''] = $ref.split('/').slice(2);
    const found: unknown = Reflect.get(
      Object(Reflect.get(document.components ?? {}, section)),
      name,
    );
    if (typeof found !== 'object' || found === null) throw new Error(`There is no ${$ref}`);
    return found;
  }

  /** The codes of an operation's failures by their status. */
  function codes(method: 'get' | 'post' | 'patch', path: string): Record<string, string[]> {
    return Object.fromEntries(
      Object.keys(operation(method, path).responses).flatMap((status) => {
        const found = JSON.stringify(response(method, path, Number(status)));
        const { content } = JSON.parse(found) as {
          content?: Record<string, { examples?: object }>;
        };
        const examples = content?.['application/problem+json']?.examples;
        return examples ? [[status, Object.keys(examples)]] : [];
      }),
    );
  }

  it('has full paths below one server', () => {
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

  it('lists the errors of a list by status', () => {
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

  it('lists the errors of a change by status', () => {
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

  it('describes each error once, with a schema and an example for each code', () => {
    expect(operation('post', '/api/v1/desks').responses['409']).toEqual({
      $ref: '#/components/responses/ConflictDeskTaken',
    });
    expect(response('post', '/api/v1/desks', 409)).toEqual({
      description: 'Desk taken; Request in progress',
      headers: { 'Content-Language': { $ref: '#/components/headers/Content-Language' } },
      content: {
        'application/problem+json': {
          schema: {
            oneOf: [
              { $ref: '#/components/schemas/DeskTakenProblem' },
              { $ref: '#/components/schemas/IdempotencyInProgressProblem' },
            ],
          },
          examples: {
            'desk.taken': { $ref: '#/components/examples/desk.taken' },
            'idempotency.in_progress': { $ref: '#/components/examples/idempotency.in_progress' },
          },
        },
      },
    });
    expect(component('#/components/schemas/DeskTakenProblem')).toEqual({
      description: 'Desk taken',
      allOf: [
        { $ref: '#/components/schemas/ProblemDetails' },
        {
          type: 'object',
          required: ['status', 'code', 'until'],
          properties: {
            status: { type: 'integer', const: 409 },
            code: { type: 'string', const: 'desk.taken' },
            until: { type: 'string', example: 'noon' },
            others: { type: 'array', items: { type: 'string', format: 'uuid' } },
          },
        },
      ],
    });
    expect(component('#/components/examples/desk.taken')).toEqual({
      value: {
        type: '/errors/desk.taken',
        title: 'Desk taken',
        status: 409,
        detail: 'The desk Window is taken.',
        code: 'desk.taken',
        until: 'noon',
      },
    });
  });

  it('names the errors of each status after their codes', () => {
    const names = ['get', 'post'].map((method) =>
      Object.values(operation(method as 'get' | 'post', '/api/v1/desks').responses).flatMap(
        (one) => (one && '$ref' in one ? one.$ref.replace('#/components/responses/', '') : []),
      ),
    );
    expect(names).toEqual([
      [
        ...['NotModified', 'BadRequestList', 'UnauthorizedToken', 'RequestTimeout'],
        ...['TooManyRequests', 'RequestHeaderFieldsTooLarge', 'InternalServerError'],
        'ServiceUnavailable',
      ],
      [
        ...['BadRequestIdempotencyKeyMissing', 'Unauthorized', 'Forbidden', 'RequestTimeout'],
        ...['ConflictDeskTaken', 'ContentTooLarge', 'UnsupportedMediaType'],
        ...['UnprocessableContent', 'TooManyRequests', 'RequestHeaderFieldsTooLarge'],
        ...['InternalServerError', 'ServiceUnavailable'],
      ],
    ]);
  });

  it('describes headers once, and where they are sent', () => {
    const headers = (method: 'get' | 'post' | 'patch', path: string, status: number): string[] =>
      Object.keys(Object(Reflect.get(response(method, path, status), 'headers')) as object);
    const counted = ['RateLimit', 'RateLimit-Policy'];
    expect(headers('get', '/api/v1/desks', 200)).toEqual(['ETag', 'Content-Language', ...counted]);
    expect(headers('post', '/api/v1/desks', 201)).toEqual([
      ...['Location', 'Idempotency-Replayed', 'Content-Language'],
      ...counted,
    ]);
    expect(headers('post', '/api/v1/desks/tickets', 200)).not.toContain('Idempotency-Replayed');
    expect(headers('patch', '/api/v1/desks/clean', 204)).toEqual([]);
    expect(headers('post', '/api/v1/desks', 503)).toContain('Retry-After');
    expect(headers('post', '/api/v1/desks', 401)).toContain('WWW-Authenticate');
    expect(Object.keys(document.components?.headers ?? {}).sort()).toEqual([
      ...['Content-Language', 'ETag', 'Idempotency-Replayed', 'Location', ...counted],
      ...['Retry-After', 'WWW-Authenticate'],
    ]);
    expect(operation('post', '/api/v1/desks')).toHaveProperty('x-location', '/api/v1/desks/{id}');
  });

  it('is OpenAPI 3.1: null is a type, and a reference can have a description', () => {
    expect(document.openapi).toBe('3.1.1');
    expect(document.components?.schemas?.['DeskDto']).toMatchObject({
      properties: {
        owner: { type: ['string', 'null'] },
        chair: {
          description: 'Gone when it is lent',
          anyOf: [{ $ref: '#/components/schemas/ChairDto' }, { type: 'null' }],
        },
        stool: { description: 'Beside it', $ref: '#/components/schemas/StoolDto' },
      },
    });
    expect(JSON.stringify(document)).not.toMatch(/"nullable"/);
  });

  it('has complete examples built from those of the fields', () => {
    const chair = { kind: 'chair' };
    expect(component('#/components/examples/DeskDto')).toEqual({
      value: { name: 'Window', owner: 'Ada', chair, stool: { kind: 'stool' } },
    });
    expect(response('get', '/api/v1/desks', 200)).toMatchObject({
      content: {
        'application/json': {
          examples: { DeskDtoList: { $ref: '#/components/examples/DeskDtoList' } },
        },
      },
    });
  });

  it('has the success response of each operation', () => {
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

  it('documents permissions, parameters and headers', () => {
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

  it('has the texts of each operation, and discriminated unions', () => {
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

  it('describes each success by its class or by its own text', () => {
    const said = (method: 'get' | 'post' | 'patch', path: string, status: number): unknown =>
      Reflect.get(response(method, path, status), 'description');
    expect(said('get', '/api/v1/desks', 200)).toBe('A list of desks');
    expect(said('post', '/api/v1/desks', 201)).toBe('The desk');
    expect(said('post', '/api/v1/desks/tickets', 200)).toBe('A ticket with its token');
    expect(said('patch', '/api/v1/desks/clean', 204)).toBe('Done; there is no body');
  });

  it('describes its tags, itself and its contact', () => {
    expect(document.tags).toEqual([{ name: 'desks', description: 'Places to sit at' }]);
    expect(document.info).toMatchObject({
      title: 'Course Plateform: desk',
      license: { name: 'MIT License', identifier: 'MIT' },
      contact: { name: expect.any(String) },
    });
    expect(operation('get', '/api/v1/desks').tags).toEqual(['desks']);
  });

  it('describes the response to a repeated Idempotency-Key', () => {
    const documented = (path: string): unknown =>
      operation('post', path).parameters?.find((one) => 'name' in one && one.in === 'header');
    expect(documented('/api/v1/desks/tickets')).toMatchObject({
      required: false,
      description: expect.stringContaining('tokens are never sent twice'),
    });
    expect(documented('/api/v1/desks/seats')).toMatchObject({
      required: false,
      description: expect.stringContaining('gets the first response'),
    });
  });

  it('describes responses with tokens as not replayable, and no others', () => {
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
