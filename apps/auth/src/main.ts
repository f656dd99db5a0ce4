import { startService } from '@course-plateform/common/service';
import { service } from './app.module';

void startService(service);
