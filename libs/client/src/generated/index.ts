// Generated from the OpenAPI documents by `npm run generate`; do not edit.

import type { paths as UserPaths, components as UserComponents } from './user';
import type { paths as AuthPaths, components as AuthComponents } from './auth';
import type { paths as CategoryPaths, components as CategoryComponents } from './category';
import type { paths as CoursePaths, components as CourseComponents } from './course';
import type { paths as ReviewPaths, components as ReviewComponents } from './review';

/** Every route of the platform. */
export type Paths = UserPaths & AuthPaths & CategoryPaths & CoursePaths & ReviewPaths;

/** Every named body of the platform. */
export type Schemas = UserComponents['schemas'] &
  AuthComponents['schemas'] &
  CategoryComponents['schemas'] &
  CourseComponents['schemas'] &
  ReviewComponents['schemas'];
