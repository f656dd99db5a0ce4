import { startService } from '@course-plateform/common/http';
import { service } from './app.module';

void startService(service);
