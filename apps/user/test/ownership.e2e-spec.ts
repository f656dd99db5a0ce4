import { describeNamedIds } from '@course-plateform/common/testing';
import document from '../openapi.json';

describeNamedIds(document, {});
