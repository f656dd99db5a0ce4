import { describeIdempotency } from './idempotency-suite';
import { mongoNotes } from './notes.service';

describe('idempotency on MongoDB', () => describeIdempotency(mongoNotes));
