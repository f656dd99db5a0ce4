import { eventContract } from './contract';

class Payload {}

describe('the contract of an event', () => {
  const declare = (subject: string) => eventContract({ subject, payload: Payload, consumers: {} });

  it.each(['evt.user-progress.enrollment.granted.v1', 'evt.a.b.c.v10'])('accepts %s', (subject) => {
    expect(declare(subject).subject).toBe(subject);
  });

  it.each([
    'evt.a.b.c.v0',
    'evt.a.b.c.v01',
    'evt.a.b.c.v1x',
    'evt.a.b.c.v1.d',
    'evt.a.b.c',
    'evt.a.b.v1',
    'evt.a.b.c.d.v1',
    'evt.A.b.c.v1',
    'evt.a.b.c1.v1',
    ' evt.a.b.c.v1',
    'rpc.a.b.c.v1',
  ])('rejects %j', (subject) => {
    expect(() => declare(subject)).toThrow('not of the form evt.service.aggregate.event.v1');
  });
});
