import { IntersectionType } from '@nestjs/swagger';
import { PageOf, PageQuery } from '@course-plateform/common/http';
import { CategorySummary } from '@course-plateform/types/category';
import {
  BooleanField,
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  MoneyDto,
  MoneyField,
  NumberField,
  ObjectField,
  TextField,
} from '@course-plateform/types/platform';
import { PublicProfile } from '@course-plateform/types/user';
import { CourseLevel } from '../course/course.entity';
import type { Publication } from '../course/publication.entity';
import { OutlineLesson, toOutlineLesson } from '../lesson-kinds/lesson.dto';
import { CatalogFilterDto, CatalogSort } from './catalog-filter.dto';

export class CatalogQuery extends IntersectionType(PageQuery, CatalogFilterDto) {
  @EnumField(CatalogSort, 'CatalogSort', {
    optional: true,
    example: 'newest',
    description: 'By relevance when there is a q, else newest first',
  })
  sort?: CatalogSort;
}

export class RatingDto {
  @NumberField({ min: 0, max: 5, example: 4.6 })
  average!: number;

  @IntegerField({ example: 128 })
  count!: number;
}

export class CourseCard {
  @IdField()
  id!: string;

  @TextField({ example: 'complete-web-development' })
  slug!: string;

  @TextField({ example: 'Complete Web Development' })
  title!: string;

  @TextField({ nullable: true })
  subtitle!: string | null;

  @ObjectField(() => PublicProfile, {
    nullable: true,
    description: 'Null while profiles cannot be read',
  })
  instructor!: PublicProfile | null;

  @ObjectField(() => CategorySummary, { nullable: true })
  category!: CategorySummary | null;

  @EnumField(CourseLevel, 'CourseLevel')
  level!: CourseLevel;

  @TextField({ max: 6, example: 'en' })
  language!: string;

  @MoneyField({ description: 'What it costs now' })
  price!: MoneyDto;

  @MoneyField({ description: 'Before any reduction' })
  listPrice!: MoneyDto;

  @ObjectField(() => RatingDto)
  rating!: RatingDto;

  @IntegerField({ description: 'How many people learn it' })
  learners!: number;

  @IntegerField()
  lessonCount!: number;

  @IntegerField({ description: 'In seconds' })
  durationSeconds!: number;

  @DateTimeField()
  publishedAt!: string;
}

export class CoursePage extends PageOf(CourseCard) {}

export class CourseResponse extends CourseCard {
  @TextField({ max: 50_000, description: 'Sanitised HTML' })
  description!: string;

  @IntegerField({ min: 1, description: 'The number of the newest publication' })
  publication!: number;

  @BooleanField({ description: 'Whether it can be bought or taken now' })
  forSale!: boolean;
}

export class OutlineSection {
  @IdField()
  id!: string;

  @TextField()
  title!: string;

  @ListField(() => OutlineLesson)
  lessons!: OutlineLesson[];
}

export class CurriculumResponse {
  @IdField()
  courseId!: string;

  @IntegerField({ min: 1 })
  publication!: number;

  @IntegerField({ description: 'In seconds' })
  durationSeconds!: number;

  @ListField(() => OutlineSection)
  sections!: OutlineSection[];
}

/** The outline of a publication: everything but the content. */
export function toCurriculumResponse(publication: Publication): CurriculumResponse {
  const lessons = publication.curriculum.lessons;
  return {
    courseId: publication.courseId,
    publication: publication.number,
    durationSeconds: lessons.reduce((sum, lesson) => sum + lesson.durationSeconds, 0),
    sections: publication.sections.map((section) => ({
      id: section.id,
      title: section.title,
      lessons: section.lessons.map(toOutlineLesson),
    })),
  };
}
