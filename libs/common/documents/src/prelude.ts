import { FONT_NAMES } from './fonts';

/** Scripts that are written from right to left. */
const RIGHT_TO_LEFT =
  '[\\p{Arabic}\\p{Hebrew}\\p{Syriac}\\p{Thaana}\\p{Nko}\\p{Adlam}\\p{Samaritan}\\p{Mandaic}]';

/**
 * Begins each document (Typst). Below it, markup has:
 * - `data`: what the caller gave; texts in it are never run as markup
 * - `begin`, `finish`: the sides of the page where lines begin and end, for alignments
 * - `own(text)`: a text of a user, in the direction of its script, that wraps within a long word
 * Decomposition (`ccmp`) is off, because the parts of letters that it makes would be what is copied from the document.
 */
export const PRELUDE = `
#let data = json(bytes(sys.inputs.data))
#let meta = json(bytes(sys.inputs.meta))
#let begin = if meta.lang == "ar" { right } else { left }
#let finish = begin.inv()
#let own(it) = {
  let rtl-at = it.position(regex("${RIGHT_TO_LEFT}"))
  let ltr-at = it.position(regex("\\p{Latin}|\\p{Greek}|\\p{Cyrillic}|\\p{Han}|\\p{Hangul}|\\p{Thai}|\\p{Devanagari}"))
  let is-rtl = rtl-at != none and (ltr-at == none or rtl-at < ltr-at)
  let wrapped = it.split(" ").map(word => {
    let clusters = word.clusters()
    // A space of almost no width is where a line may end; a character of no width would be copied with the text.
    if clusters.len() < 40 { word } else { clusters.chunks(15).map(part => part.join()).join(h(0.01pt)) }
  }).join(" ")
  text(dir: if is-rtl { rtl } else { ltr }, wrapped)
}
#set document(title: meta.title, date: datetime(..meta.date))
#set text(
  lang: meta.lang,
  size: 10pt,
  font: (${FONT_NAMES.map((name) => JSON.stringify(name)).join(', ')}),
  fallback: false,
  features: (ccmp: 0),
)
#set page(paper: "a4", margin: (x: 2cm, y: 2.2cm), numbering: "1 / 1")
#set par(leading: 0.6em)
#show heading: set block(above: 1.4em, below: 0.8em)
`;
