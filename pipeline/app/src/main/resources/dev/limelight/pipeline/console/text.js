/* Offsets of records count code points; strings of a browser count UTF-16 units. */

/** Gives functions that cut a text at code points, in constant time after one pass. */
export function codePoints(text) {
  let units = null;
  if (/[\ud800-\udbff][\udc00-\udfff]/.test(text)) {
    units = new Uint32Array(text.length + 1);
    let points = 0;
    for (let i = 0; i < text.length; i += text.codePointAt(i) > 0xffff ? 2 : 1) {
      units[points++] = i;
    }
    units.fill(text.length, points);
  }
  const unit = point => (units === null ? Math.min(point, text.length) : units[Math.min(point, text.length)]);
  return { unit, slice: (start, end) => text.slice(unit(start), unit(end)) };
}

/** Tiles [0, length) with the given spans in order, and gaps (index -1) between them; drops what overlaps. */
export function tiles(spans, length) {
  const all = [];
  let at = 0;
  spans.map((span, index) => ({ start: span.start, end: Math.min(span.end, length), index }))
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .forEach(span => {
      if (span.start < at || span.end <= span.start) return;
      if (span.start > at) all.push({ start: at, end: span.start, index: -1 });
      all.push(span);
      at = span.end;
    });
  if (at < length) all.push({ start: at, end: length, index: -1 });
  return all;
}

/** Paragraphs of a text as spans in code points: what blank lines separate. */
export function paragraphs(text) {
  const found = [];
  let points = 0, units = 0;
  const count = to => { for (; units < to; units += text.codePointAt(units) > 0xffff ? 2 : 1) points++; return points; };
  const blank = /\n[ \t\r]*\n\s*/g;
  let begin = 0;
  for (let match = blank.exec(text); match; match = blank.exec(text)) {
    const start = count(begin), end = count(match.index);
    if (end > start) found.push({ start, end });
    begin = match.index + match[0].length;
  }
  const start = count(begin), end = count(text.length);
  if (end > start) found.push({ start, end });
  return found;
}

/** The sums of the scores of the parts that begin inside each whole. */
export function summed(wholes, parts) {
  const scores = wholes.map(() => 0);
  let at = 0;
  [...parts].sort((a, b) => a.start - b.start).forEach(part => {
    while (at < wholes.length && part.start >= wholes[at].end) at++;
    if (at < wholes.length && part.start >= wholes[at].start) scores[at] += part.score;
  });
  return wholes.map((whole, i) => ({ ...whole, score: scores[i] }));
}

/** Ten levels of colour: the share of the largest score, 0 to 9. */
export function level(score, most) {
  return most > 0 ? Math.max(0, Math.min(9, Math.round((score / most) * 9))) : 0;
}

export const percent = share => (share * 100).toFixed(share < 0.001 ? 2 : 1) + ' %';

/** Invisible and direction-changing characters, as letters that a person sees. */
export function visible(text) {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    c => '\u2423');
}
