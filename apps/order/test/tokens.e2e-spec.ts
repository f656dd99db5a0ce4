import { describeTokens } from '@course-plateform/common/testing';
import { service } from '../src/app.module';

describeTokens(service);
