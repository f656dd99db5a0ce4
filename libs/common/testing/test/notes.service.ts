import { createHash } from 'node:crypto';
import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { EntityManager } from '@mikro-orm/core';
import { Migration } from '@mikro-orm/migrations';
import {
  Body,
  Controller,
  Delete,
  Get,
  Injectable,
  Module,
  Patch,
  Post,
  Query,
} from '@nestjs/common';
import { Auth, Public } from '@course-plateform/common/auth';
import {
  defineSettings,
  mongodbSettings,
  platformSettings,
  postgresSettings,
} from '@course-plateform/common/config';
import {
  IdParam,
  IdempotencyRequired,
  IfMatch,
  Operation,
  PageOf,
  PageQuery,
  PublicCache,
  RateLimit,
  RawBody,
  SentBytes,
  SlugParam,
  toPage,
} from '@course-plateform/common/http';
import {
  defineService,
  mongoPlatformEntities,
  platformEntities,
} from '@course-plateform/common/service';
import { domainError, isId } from '@course-plateform/common/kernel';
import { Aggregate, UnitOfWork } from '@course-plateform/common/persistence';
import { IdField, IntegerField, TextField, TextListField } from '@course-plateform/types/platform';

/** A service as small as one can be, to see what the platform alone promises. */

@Entity({ tableName: 'note' })
export class Note extends Aggregate {
  @Property({ type: 'text' })
  text: string;

  constructor(text: string) {
    super(new Date());
    this.text = text;
  }
}

class NoteDto {
  @TextField({ max: 20 })
  text!: string;

  @IntegerField({ optional: true, description: 'How long the note is on paper; not kept' })
  pages?: number;
}

class NoteResponse extends NoteDto {
  @IdField()
  id!: string;

  @IntegerField()
  version!: number;
}

class DigestResponse {
  @IntegerField()
  bytes!: number;

  @TextField({ max: 64 })
  digest!: string;
}

class NoteCopiesResponse {
  @IntegerField()
  version!: number;

  @TextListField()
  copies!: string[];
}

class NotePageResponse extends PageOf(NoteResponse) {}

export class NoteNotFound extends domainError({
  code: 'note.not_found',
  status: 404,
  title: 'No such note',
}) {}

class NoteFailed extends domainError({
  code: 'note.failed',
  status: 503,
  title: 'Not now',
}) {}

/** What the next write does besides writing. */
@Injectable()
export class Weather {
  /** Runs inside the transaction, after the note is stored. */
  beforeCommit: () => Promise<void> = () => Promise.resolve();
  /** How often the work has begun. */
  attempts = 0;
}

@Controller('notes')
class NoteController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly em: EntityManager,
    private readonly weather: Weather,
  ) {}

  @Post()
  @Public()
  @IdempotencyRequired()
  @Operation({ summary: 'Write a note', status: 201, response: NoteResponse, errors: [NoteFailed] })
  createNote(@Body() body: NoteDto): Promise<NoteResponse> {
    this.weather.attempts += 1;
    return this.unitOfWork.run(async (em) => {
      const note = new Note(body.text);
      await em.persist(note).flush();
      await this.weather.beforeCommit();
      if (body.text === 'fail') throw new NoteFailed();
      return note;
    }, toNote);
  }

  @Post('signed')
  @Public()
  @RawBody({ maxBytes: 2048, type: NoteDto, description: 'What the sender has signed' })
  @Operation({ summary: 'Tell what the signature of a body is made of', response: DigestResponse })
  digest(@SentBytes() bytes: Buffer): DigestResponse {
    return { bytes: bytes.length, digest: createHash('sha256').update(bytes).digest('hex') };
  }

  @Get()
  @Public()
  @Operation({ summary: 'List notes', response: NotePageResponse })
  async listNotes(@Query() query: PageQuery): Promise<NotePageResponse> {
    const { page, limit } = query;
    const [items, totalItems] = await this.em.findAndCount(
      Note,
      {},
      { orderBy: { id: 'asc' }, limit, offset: (page - 1) * limit },
    );
    return toPage({ items, totalItems }, query, toNote);
  }

  @Get('named/:name')
  @Public()
  @Operation({
    summary: 'Read a note by its name',
    response: NoteResponse,
    deprecated: { since: '2026-01-01', sunset: '2027-01-01' },
    errors: [NoteNotFound],
  })
  async getNamedNote(
    @SlugParam('name', { description: 'Its id or its text', example: 'first' }) name: string,
  ): Promise<NoteResponse> {
    const note = await this.em.findOne(Note, isId(name) ? { id: name } : { text: name });
    if (!note) throw new NoteNotFound();
    return toNote(note);
  }

  @Get(':id/copies')
  @Public()
  @Operation({
    summary: 'Copy a note out a hundred times',
    response: NoteCopiesResponse,
    errors: [NoteNotFound],
  })
  async copyNote(@IdParam() id: string): Promise<NoteCopiesResponse> {
    const { text, version } = await this.getNote(id);
    return { version, copies: Array.from({ length: 100 }, () => `${text} ${text} ${text}`) };
  }

  @Delete(':id')
  @Public()
  @Operation({ summary: 'Delete a note', status: 204 })
  async deleteNote(@IdParam() id: string): Promise<void> {
    await this.em.nativeDelete(Note, { id });
  }

  @Get(':id')
  @Public()
  @PublicCache()
  @Operation({ summary: 'Read a note', response: NoteResponse, errors: [NoteNotFound] })
  async getNote(@IdParam() id: string): Promise<NoteResponse> {
    const note = await this.em.findOne(Note, { id });
    if (!note) throw new NoteNotFound();
    return toNote(note);
  }

  @Patch(':id')
  @Auth()
  @RateLimit('sensitive')
  @Operation({ summary: 'Change a note', response: NoteResponse, errors: [NoteNotFound] })
  updateNote(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: NoteDto,
  ): Promise<NoteResponse> {
    return this.unitOfWork.run(async (em) => {
      const note = await em.findOne(Note, { id });
      if (!note) throw new NoteNotFound();
      note.assertVersion(version);
      note.text = body.text;
      return note;
    }, toNote);
  }

  @Get('broken/on-purpose')
  @Public()
  @Operation({ summary: 'Fail in a way nobody expects', response: NoteResponse })
  breakDown(): never {
    throw new Error('the password of the database is 1234');
  }
}

function toNote({ id, text, version }: Note): NoteResponse {
  return { id, text, version };
}

@Module({ controllers: [NoteController], providers: [Weather] })
class NoteModule {}

/** Stands in for the committed migrations of a service: the tables its entities ask for. */
export class MigrationOfNotes extends Migration {
  override async up(): Promise<void> {
    const em = this.getEntityManager();
    const generator = em.getPlatform().getSchemaGenerator(em.getDriver(), em);
    this.addSql(await generator.getCreateSchemaSQL({ wrap: false }));
  }
}

export const notes = defineService({
  settings: defineSettings('review', { ...platformSettings('review'), ...postgresSettings }),
  database: {
    kind: 'postgres',
    entities: [...platformEntities, Note],
    migrations: [MigrationOfNotes],
  },
  module: NoteModule,
});

/** The same on MongoDB. */
export const mongoNotes = defineService({
  settings: defineSettings('course', { ...platformSettings('course'), ...mongodbSettings }),
  database: { kind: 'mongodb', entities: [...mongoPlatformEntities, Note], migrations: [] },
  module: NoteModule,
});
