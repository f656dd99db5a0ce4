import { CertificateFixture, aCompletion } from './certificate.fixture';

describe('verifying a certificate', () => {
  let fixture: CertificateFixture;

  beforeAll(async () => {
    fixture = await CertificateFixture.start();
  });

  afterAll(() => fixture.app.stop());

  it('accepts the number in any form that users paste', async () => {
    const completion = aCompletion(fixture.learner.id);
    await fixture.complete(completion);
    const { number } = (await fixture.issuedFor(completion)).payload;
    const dashes = '\u2010\u2011\u2012\u2013\u2014\u2015\u2212';
    const written = [...dashes].map((dash) => number.replaceAll('-', dash));
    for (const pasted of [
      ...written,
      ` ${number.toLowerCase()}\u00A0`,
      number.replaceAll('-', ' \u2013 '),
    ]) {
      const response = await fixture.verify(pasted);
      expect([response.status, response.body.number]).toEqual([200, number]);
    }
  });

  it('shows anyone with the number what the certificate states, and nothing more', async () => {
    const certificate = await fixture.issued(fixture.learner);
    const response = await fixture.verify(certificate.number).expect(200);
    expect(response.body).toEqual({
      number: certificate.number,
      valid: true,
      status: 'valid',
      revocationCause: null,
      holderName: 'Ada Lovelace',
      courseTitle: 'Complete Web Development',
      completedAt: '2026-03-01T10:00:00.000Z',
      issuedAt: certificate.createdAt.toISOString(),
    });
    const typed = certificate.number.toLowerCase().replaceAll('-', ' ');
    expect((await fixture.verify(typed)).body).toEqual(response.body);
  });

  it('returns the same for every unknown number', async () => {
    const { id } = await fixture.issued(fixture.learner);
    const unknown = ['7K3QX-0V9TN-4M2RD-PH8WZ-61CYB', 'nonsense', id, '%'];
    for (const number of unknown) {
      const response = await fixture.verify(number);
      expect(response.status).toBe(404);
      const { instance: _instance, traceId: _traceId, ...body } = response.body;
      expect(body).toEqual({
        type: '/errors/certificate.number_unknown',
        title: 'Certificate not found',
        status: 404,
        detail: expect.any(String),
        code: 'certificate.number_unknown',
      });
    }
    expect((await fixture.verify('a\u0000b')).status).toBe(400);
  });
});
