import { describeIdempotency } from './idempotency-suite';
import { notes } from './notes.service';

describe('idempotency on PostgreSQL', () => describeIdempotency(notes));
