// Shows an invitation to teach a course, and takes the decision of the invited instructor.
import { unwrap } from '../../../../../libs/client/src/index.ts';
import { attempt, client, startPage } from './signed-in.js';

const STATES = {
  open: (name) => `You are invited to teach “${name}”.`,
  accepted: (name) => `You teach “${name}” now.`,
  rejected: (name) => `You have declined to teach “${name}”.`,
  revoked: () => 'The owner has taken the invitation back.',
  expired: () => 'The invitation was not accepted in time.',
};

const state = document.getElementById('state');
const offer = document.getElementById('offer');
const params = { path: { id: new URLSearchParams(location.search).get('id') ?? '' } };

function fill({ status, courseTitle, basisPoints, rights, expiresAt }) {
  state.textContent = STATES[status](courseTitle);
  offer.hidden = status !== 'open';
  document.getElementById('share').textContent = `${basisPoints / 100} %`;
  document.getElementById('rights').textContent = rights.join(', ') || 'Read the draft';
  document.getElementById('until').textContent = new Date(expiresAt).toLocaleString();
}

async function show(current) {
  if (!current) return;
  fill(await unwrap(client.GET('/api/v1/course-invitations/{id}', { params })));
}

const decideBy = (path) => attempt(async () => fill(await unwrap(client.POST(path, { params }))));

document
  .getElementById('accept')
  .addEventListener('click', decideBy('/api/v1/course-invitations/{id}/acceptances'));
document
  .getElementById('decline')
  .addEventListener('click', decideBy('/api/v1/course-invitations/{id}/rejections'));
startPage(show);
