import { platformEntities } from '@course-plateform/common/service';
import type { DatabaseDefinition } from '@course-plateform/common/persistence';
import { Category } from './category/category.entity';
import { ChildrenOrder } from './category/children-order.entity';
import { CategoryReplacement } from './category-replacement/category-replacement.entity';
import { CourseCount } from './course-count/course-count.entity';
import { FiledCourse } from './course-count/filed-course.entity';
import { migrations } from './migrations';

export const database: DatabaseDefinition = {
  kind: 'postgres',
  entities: [
    ...platformEntities,
    Category,
    ChildrenOrder,
    CategoryReplacement,
    FiledCourse,
    CourseCount,
  ],
  migrations,
};
