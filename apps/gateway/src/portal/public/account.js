// Sends the secret of the link in a mail on.
const form = document.getElementById('account');
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const token = new URLSearchParams(location.search).get('token');
  const response = await fetch(form.dataset.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, ...Object.fromEntries(new FormData(form)) }),
  });
  const problem = response.ok ? undefined : await response.json();
  form.querySelector('output').textContent = problem ? problem.detail : form.dataset.done;
});
