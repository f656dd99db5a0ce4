import { EntityManager } from '@mikro-orm/core';
import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Migration } from '@mikro-orm/migrations';
import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import { Public } from '@course-plateform/common/auth';
import {
  defineSettings,
  platformSettings,
  postgresSettings,
} from '@course-plateform/common/config';
import { defineService, platformEntities, startService } from '@course-plateform/common/service';
import { Aggregate, UnitOfWork } from '@course-plateform/common/persistence';
import {
  EmailField,
  IdField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '@course-plateform/types/platform';

class Line {
  @IdField()
  courseId!: string;

  @IntegerField({ min: 1, max: 10 })
  count!: number;
}

class User {
  @TextField({ max: 50 })
  name!: string;

  @EmailField()
  email!: string;
}

/** A body of usual size: eight values, two of them in a list. */
export class Form {
  @TextField({ max: 100 })
  title!: string;

  @IntegerField({ min: 0, max: 100 })
  percent!: number;

  @ObjectField(() => User)
  user!: User;

  @ListField(() => Line, { maxItems: 10 })
  lines!: Line[];
}

@Entity({ tableName: 'bench_entry' })
class Entry extends Aggregate {
  @Property({ type: 'text' })
  title: string;

  constructor(title: string) {
    super(new Date());
    this.title = title;
  }
}

/** The same work with a feature of the platform and without it. */
@Controller('features')
class FeatureController {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  @Post('unchecked')
  @Public()
  @HttpCode(200)
  unchecked(@Body() body: unknown): object {
    return { seen: body !== undefined };
  }

  @Post('checked')
  @Public()
  @HttpCode(200)
  checked(@Body() body: Form): object {
    return { seen: body.lines.length > 0 };
  }

  /** With an Idempotency-Key the response is kept in the same transaction. */
  @Post('written')
  @Public()
  @HttpCode(200)
  written(@Body() body: Form): Promise<object> {
    return this.unitOfWork.run(
      async (em: EntityManager) => {
        const entry = new Entry(body.title);
        em.persist(entry);
        return entry;
      },
      ({ id }) => ({ id }),
    );
  }
}

@Module({ controllers: [FeatureController] })
class FeatureModule {}

class MigrationOfFeatures extends Migration {
  override async up(): Promise<void> {
    const em = this.getEntityManager();
    const generator = em.getPlatform().getSchemaGenerator(em.getDriver(), em);
    this.addSql(await generator.getCreateSchemaSQL({ wrap: false }));
  }
}

const features = defineService({
  settings: defineSettings('quiz', { ...platformSettings('quiz'), ...postgresSettings }),
  database: {
    kind: 'postgres',
    entities: [...platformEntities, Entry],
    migrations: [MigrationOfFeatures],
  },
  module: FeatureModule,
});

void startService(features);
