// Generated from the OpenAPI documents by `npm run generate`; do not edit.

import type { paths as UserPaths, components as UserComponents } from './user';
import type { paths as AuthPaths, components as AuthComponents } from './auth';
import type { paths as CategoryPaths, components as CategoryComponents } from './category';
import type { paths as CoursePaths, components as CourseComponents } from './course';
import type { paths as CertificatePaths, components as CertificateComponents } from './certificate';
import type { paths as InteractionPaths, components as InteractionComponents } from './interaction';
import type { paths as ReviewPaths, components as ReviewComponents } from './review';
import type { paths as QuizPaths, components as QuizComponents } from './quiz';
import type {
  paths as UserProgressPaths,
  components as UserProgressComponents,
} from './user-progress';
import type { paths as OrderPaths, components as OrderComponents } from './order';

/** Every route of the platform. */
export type Paths = UserPaths &
  AuthPaths &
  CategoryPaths &
  CoursePaths &
  CertificatePaths &
  InteractionPaths &
  ReviewPaths &
  QuizPaths &
  UserProgressPaths &
  OrderPaths;

/** Every named body of the platform. */
export type Schemas = UserComponents['schemas'] &
  AuthComponents['schemas'] &
  CategoryComponents['schemas'] &
  CourseComponents['schemas'] &
  CertificateComponents['schemas'] &
  InteractionComponents['schemas'] &
  ReviewComponents['schemas'] &
  QuizComponents['schemas'] &
  UserProgressComponents['schemas'] &
  OrderComponents['schemas'];
