/** Lists that cannot grow, with what bounds them. */
export const BOUNDED: Readonly<Record<string, string>> = {
  '/api/v1/categories': 'as many as the administrators made, returned as one tree',
  '/api/v1/categories/{id}/translations': 'one for each language of the platform',
  '/api/v1/cart': 'fifty courses at most',
  '/api/v1/orders/{id}/invoices': 'the invoice of one order, and the notes about its refunds',
  '/api/v1/payment-methods': 'the providers that are built',
  '/api/v1/permissions': 'a fixed table',
  '/api/v1/profiles': 'the ids in the query, a hundred at most',
  '/api/v1/courses/{id}/transcript-matches': 'a hundred places in the captions of one course',
  '/api/v1/topics': 'as many as the administrators gave synonyms',
  '/api/v1/earnings/statements': 'a month and a currency each',
  '/api/v1/auth/identities': 'the few that one account was linked with',
  '/api/v1/auth/admin/users/{userId}/sessions': 'reads what /api/v1/auth/sessions reads',
};
