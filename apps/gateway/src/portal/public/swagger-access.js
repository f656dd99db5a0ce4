// Adds to Swagger UI what screen readers and keyboards need of it: names, levels of headings, places to scroll from.
const WANTED = [
  ['.information-container', { role: 'region', 'aria-label': 'About the document' }],
  ['h3.opblock-tag, .models > h4', { 'aria-level': '2' }],
  ['.opblock h4', { 'aria-level': '3' }],
  ['.opblock h5', { 'aria-level': '4' }],
  ['select.examples-select-element', { 'aria-label': 'Example' }],
  ['.execute-wrapper select, .parameters select:not([aria-label])', { 'aria-label': 'Value' }],
  ['pre.microlight', { tabindex: '0' }],
];

const complete = () => {
  for (const [selector, attributes] of WANTED) {
    for (const element of document.querySelectorAll('#swagger :is(' + selector + ')')) {
      for (const [name, value] of Object.entries(attributes)) {
        if (!element.hasAttribute(name)) element.setAttribute(name, value);
      }
    }
  }
};
new MutationObserver(complete).observe(document.getElementById('swagger'), {
  childList: true,
  subtree: true,
});
