// Signs in with an account of the demo and goes where its token is used.
for (const button of document.querySelectorAll('button[data-email]')) {
  button.addEventListener('click', async () => {
    const { email, password } = button.dataset;
    button.disabled = true;
    const problem = await session.start('/api/v1/auth/sessions', { email, password });
    button.disabled = false;
    if (problem) document.getElementById('demo-state').textContent = problem.detail;
    else location.assign('/docs');
  });
}
