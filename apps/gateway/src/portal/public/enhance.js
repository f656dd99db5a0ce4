// What makes the pages handier where scripts run; everything works without it.
const NARROW = matchMedia('(width < 60rem)');

/** Folds what a phone has no room for. */
const fold = () => {
  for (const details of document.querySelectorAll('details[data-wide-only]')) {
    details.open = !NARROW.matches;
  }
};
fold();
NARROW.addEventListener('change', fold);

// Without a new fragment in the address, which tools in the page would take for theirs.
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  document.getElementById('content').focus();
});

/** Shows the entries that have all the words, and the groups that still have entries. */
const filter = (form) => {
  const words = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const entry of document.querySelectorAll('[data-entry]')) {
    entry.hidden = !words.every((word) => entry.dataset.entry.includes(word));
    if (!entry.hidden) shown += 1;
  }
  for (const group of document.querySelectorAll('[data-group]')) {
    group.hidden = !group.querySelector('[data-entry]:not([hidden])');
  }
  const status = form.nextElementSibling;
  status.textContent = status.dataset.template.replace('{shown}', String(shown));
};
for (const form of document.querySelectorAll('form[data-filter]')) {
  // A page that the server has filtered lacks the rest.
  if (new URLSearchParams(location.search).get('q')) continue;
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', () => filter(form));
}

/** Puts a button on each piece of code that copies it. */
for (const pre of document.querySelectorAll('pre')) {
  if (!navigator.clipboard) break;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(pre.querySelector('code').textContent);
    button.textContent = 'Copied';
    setTimeout(() => (button.textContent = 'Copy'), 2000);
  });
  pre.append(button);
}
