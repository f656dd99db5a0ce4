import { contractSubject, wireSubject } from './namespace';
import { jsonOf } from './wire-json';

describe('a subject on the broker', () => {
  it('is the contract’s with the namespace as its prefix', () => {
    expect(wireSubject('t1.', 'order.quote.get')).toBe('t1.order.quote.get');
    expect(contractSubject('t1.', 't1.order.quote.get')).toBe('order.quote.get');
    expect(contractSubject('', wireSubject('', 'order.quote.get'))).toBe('order.quote.get');
  });
});

describe('the JSON of a message', () => {
  it('is parsed, and rejected when it is malformed', () => {
    expect(jsonOf({ data: Buffer.from('{"text":"é"}') })).toEqual({ text: 'é' });
    expect(() => jsonOf({ data: Buffer.from('nonsense') })).toThrow(SyntaxError);
  });

  it('is rejected when it is not UTF-8', () => {
    expect(() => jsonOf({ data: Buffer.from('{"text":"é"}', 'latin1') })).toThrow();
  });
});
