/** An invoice in Typst; see `InvoiceSheet` for its data. */
export const INVOICE_TEMPLATE = `
#show title: set text(size: 20pt)
#show heading: set text(size: 9pt, fill: luma(90))
#title(own(meta.title))
#for (label, value) in data.labels [*#label* #h(0.4em) #own(value) \\ ]
#v(0.6em)
#let party(heading-text, lines) = [
  #heading(level: 1, heading-text)
  #lines.map(own).join(linebreak())
]
#grid(
  columns: (1fr, 1fr),
  gutter: 1.5em,
  ..data.parties.map(it => party(it.heading, it.lines)),
)
#v(1em)
#let last = data.head.len() - 1
#let strong-cell(it, ..more) = table.cell(..more, strong(it))
#table(
  columns: (1fr,) + (auto,) * last,
  align: (begin,) + (finish,) * last,
  inset: (x: 5pt, y: 6pt),
  stroke: (x, y) => (bottom: if y == 0 { 0.8pt } else { 0.3pt + luma(170) }),
  table.header(..data.head.map(it => strong-cell(it))),
  ..data.rows.map(row => (own(row.title),) + row.amounts.map(it => [#it])).flatten(),
  ..data.sums.map(it => (
    table.cell(colspan: last, align: finish, it.label),
    [#it.amount],
  )).flatten(),
  strong-cell(data.total.label, colspan: last, align: finish),
  strong-cell(data.total.amount),
)
#v(0.8em)
#data.closing
`;
