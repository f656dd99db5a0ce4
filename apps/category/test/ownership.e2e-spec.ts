import { describeNamedIds } from '@course-plateform/common/testing';
import document from '../openapi.json';

const PUBLIC = 'Categories are public.';

describeNamedIds(document, {
  'POST /categories': PUBLIC,
  'PATCH /categories/{id}': PUBLIC,
  'PUT /categories/children-order': PUBLIC,
  'PUT /categories/{parentId}/children-order': PUBLIC,
});
