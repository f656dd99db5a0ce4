/** The style of the portal's pages: dark where the reader wants it, and as wide as the screen. */
export const styleSheet = `
:root { color-scheme: light dark; --ink: #1c1d1f; --paper: #fff; --line: #d1d7dc; --accent: #5022c3 }
@media (prefers-color-scheme: dark) { :root { --ink: #f7f9fa; --paper: #1c1d1f; --line: #3e4143; --accent: #c0a9ff } }
* { box-sizing: border-box }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem }
a { color: var(--accent) }
table { border-collapse: collapse; width: 100%; display: block; overflow-x: auto }
th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere }
td code { overflow-wrap: normal }
.together { white-space: nowrap }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
pre { overflow-x: auto }
@media (max-width: 40rem) {
  .stacked thead { display: none }
  .stacked tr { display: block; padding: .4rem 0; border-bottom: 1px solid var(--line) }
  .stacked td { display: block; padding: 0; border: 0 }
  .stacked td code { overflow-wrap: anywhere }
}
form { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; padding: .75rem 1.5rem; border-bottom: 1px solid var(--line) }
input, select, button { font: inherit; padding: .3rem .6rem }
#swagger { background: #fff }
`;
