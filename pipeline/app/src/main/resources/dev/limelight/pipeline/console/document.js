import { LitElement, html, nothing } from 'lit-element';
import { codePoints, level, paragraphs, percent, summed, tiles, visible } from './text.js';

const LEVELS = ['words', 'sentences', 'paragraphs'];

/** One document: its source coloured by salience, and what was made of it. */
class LimelightDocument extends LitElement {
  static properties = { feed: {}, tick: {}, id: {}, query: {}, records: { state: true }, problem: { state: true }, said: { state: true } };

  createRenderRoot() { return this; }

  willUpdate(changed) {
    const known = this.feed.documents.get(this.id);
    const stamp = JSON.stringify([this.id, known?.summary?.position, Object.values(known?.translations ?? {}).map(t => t.position), known?.deadLetters.length, known?.alerts.length]);
    if (changed.has('id')) this.records = undefined;
    if (stamp !== this.stamp) {
      this.stamp = stamp;
      this.#load(this.id);
    }
  }

  async #load(id) {
    try {
      const records = await this.feed.document(id);
      if (id === this.id) { this.records = gather(records); this.problem = undefined; }
    } catch (error) {
      this.problem = error.message;
    }
  }

  updated() { this.#mark(); }

  render() {
    if (this.problem) return html`<h1>${visible(this.id)}</h1><p class="card bad" role="alert">${this.problem}</p>`;
    if (!this.records) return html`<h1>${visible(this.id)}</h1><p class="empty" role="status">loading …</p>`;
    const { document, summary, translations, letters, alerts } = this.records;
    if (!document) return html`<h1>${visible(this.id)}</h1><p class="empty">The topics have no document of this id any more.</p>${letters.map(deadLetter)}`;
    return html`
      <div class="bar"><p class="crumb"><a href="#/live">Documents</a></p><h1 dir="auto">${visible(document.title || document.id)}</h1></div>
      ${facts(document, summary, translations)}
      ${letters.map(deadLetter)}${alerts.map(alert => findings(alert))}
      <div class="reader">
        <section class="card source" aria-labelledby="source-head">${this.#source(document)}</section>
        <div class="results">
          ${summary ? this.#summary(summary, document) : nothing}
          ${translations.map(translation => this.#translation(translation, document))}
          ${!summary && !translations.length && !letters.length ? html`<p class="empty card" role="status">Waiting for the job …</p>` : nothing}
        </div>
      </div>
      <p class="visually-hidden" role="status">${this.said ?? ''}</p>`;
  }

  #level() { return LEVELS.includes(this.query.get('level')) ? this.query.get('level') : 'sentences'; }

  #salience() {
    const wanted = this.query.get('light');
    const all = this.records.salience;
    return all.find(each => light(each) === wanted) ?? all[0];
  }

  #source(document) {
    const salience = this.#salience();
    const lit = this.#level();
    return html`<div class="head"><h2 id="source-head">Source</h2>
      <fieldset class="switch"><legend>Colour by</legend>${LEVELS.map(each => html`<label><input type="radio" name="level" .checked=${each === lit} @change=${() => this.#set('level', each)}>${each}</label>`)}</fieldset>
      ${this.records.salience.length > 1 ? html`<label>Attention of <select @change=${e => this.#set('light', e.target.value)}>${this.records.salience.map(each =>
        html`<option value=${light(each)} ?selected=${each === salience}>${light(each)}</option>`)}</select></label>` : nothing}</div>
      ${salience ? this.#lit(document, salience, lit) : html`<pre class="text" dir="auto">${visible(document.text)}</pre>`}`;
  }

  #lit(document, salience, lit) {
    const spans = lit === 'words' ? salience.words ?? [] : lit === 'sentences' ? salience.sentences : summed(paragraphs(document.text), salience.sentences);
    const most = Math.max(0, ...spans.map(span => span.score));
    const text = codePoints(document.text);
    const chosen = new Set((this.records.summary?.sentences ?? []).map(sentence => sentence.start));
    const one = lit.slice(0, -1);
    const best = spans.find(span => span.score === most);
    return html`
      <p class="legend"><span aria-hidden="true" class="ramp">${[...Array(10).keys()].map(i => html`<i class="l${i}"></i>`)}</span>
        ${spans.length ? html`The stronger the colour of a ${one}, the more of the model's attention it received: the whole document has 100 %, the strongest ${one} ${percent(most)}.` : html`This record has no ${lit}.`}
        ${lit === 'sentences' && chosen.size ? html` <b>▸</b> stands in the summary.` : nothing}</p>
      <div class="text" dir="auto" lang=${document.language ?? this.records.summary?.language ?? nothing}>${tiles(spans, Infinity).filter(tile => text.unit(tile.start) < document.text.length).map(tile => {
        const words = visible(text.slice(tile.start, tile.end));
        if (tile.index < 0) return html`<span data-at=${tile.start}>${words}</span>`;
        const span = spans[tile.index];
        const mark = lit === 'sentences' && chosen.has(span.start);
        return html`<span data-at=${tile.start} class="l${level(span.score, most)} ${mark ? 'chosen' : ''} ${span === best ? 'best' : ''}" title="${percent(span.score)} of the attention">${words}</span>`;
      })}</div>`;
  }

  #summary(summary, document) {
    const text = codePoints(document.text);
    return html`<section class="card"><div class="head"><h2>Summary</h2><p class="tags"><span class="chip">${summary.method}</span>${flags(summary.flags)}</p></div>
      <p class="prose" dir="auto" lang=${summary.language}>${visible(summary.summary)}</p>
      <h3>It stands on</h3>
      <ol class="stands">${(summary.sentences ?? []).map(sentence => html`<li><a href=${location.hash} @click=${e => { e.preventDefault(); this.#show(sentence); }}
        @mouseenter=${() => this.#point([sentence])} @mouseleave=${() => this.#point([])} @focus=${() => this.#point([sentence])} @blur=${() => this.#point([])}>
        <meter min="0" max="1" value=${sentence.salience} aria-hidden="true"></meter><b>${percent(sentence.salience)}</b> <span dir="auto">${visible(text.slice(sentence.start, sentence.end))}</span></a></li>`)}</ol>
      <p class="model">${model(summary)}</p></section>`;
  }

  #translation(translation, document) {
    return html`<section class="card"><div class="head"><h2>Translation <span class="pair">${translation.source} → ${translation.target}</span></h2><p class="tags">${flags(translation.flags)}</p></div>
      <p class="hint">Point at a word, or use the arrow keys in a sentence, to see the source words it is aligned to.</p>
      <div class="prose" lang=${translation.target}>${(translation.segments ?? []).map(segment => this.#segment(segment, translation, document))}</div>
      <p class="model">${model(translation)}</p></section>`;
  }

  #segment(segment, translation, document) {
    const text = codePoints(segment.text);
    const length = [...segment.text].length;
    const links = new Map();
    (segment.alignment ?? []).forEach(([start, end, from, to, weight]) => {
      if (!links.has(from)) links.set(from, { start: from, end: to, source: [] });
      links.get(from).source.push({ start, end, weight });
    });
    const words = [...links.values()].sort((a, b) => a.start - b.start);
    const doubt = (segment.flags ?? []).length;
    return html`<p class="segment ${doubt ? 'doubt' : ''}" dir="auto" tabindex="0" role="group" aria-label="Sentence, ${words.length} aligned words${doubt ? ', flags: ' + segment.flags.join(', ') : ''}"
      @keydown=${e => this.#walk(e, words, segment)} @blur=${() => this.#leave()} @mouseleave=${() => this.#leave()}
      @mouseenter=${() => this.#point([{ start: segment.sourceStart, end: segment.sourceEnd }], 'segment')}>${tiles(words, length).map(tile => {
        const word = visible(text.slice(tile.start, tile.end));
        return tile.index < 0 ? word : html`<span class="word" @mouseenter=${() => this.#align(words[tile.index], segment)}>${word}</span>`;
      })}${doubt ? html` <span class="tags">${flags(segment.flags)}</span>` : nothing}</p>`;
  }

  #walk(event, words, segment) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === 'Escape') this.#leave();
    if (!step || !words.length) return;
    event.preventDefault();
    const at = this.walking?.segment === segment ? this.walking.at + step : step > 0 ? 0 : words.length - 1;
    this.walking = { segment, at: Math.max(0, Math.min(words.length - 1, at)) };
    const word = words[this.walking.at];
    event.currentTarget.querySelectorAll('.word').forEach((each, i) => each.classList.toggle('now', i === this.walking.at));
    this.#align(word, segment);
    const source = codePoints(this.records.document.text);
    this.said = codePoints(segment.text).slice(word.start, word.end) + ' ← ' + word.source.map(span => source.slice(span.start, span.end)).join(' ');
  }

  #leave() {
    this.walking = undefined;
    this.querySelectorAll('.word.now').forEach(each => each.classList.remove('now'));
    this.#point([]);
  }

  #align(word, segment) {
    this.#point(word.source);
    this.#point([{ start: segment.sourceStart, end: segment.sourceEnd }], 'segment', false);
  }

  #show(sentence) {
    this.#point([sentence]);
    const range = this.#range(sentence);
    range?.startContainer.parentElement.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  }

  #mark() {
    const spans = (this.records?.alerts ?? []).flatMap(alert => alert.findings ?? []);
    this.#point(spans, 'finding');
  }

  /** Highlights spans of the source without touching its elements (CSS Custom Highlight API). */
  #point(spans, name = 'aligned', alone = true) {
    if (!globalThis.CSS?.highlights) return;
    if (alone && name === 'aligned') CSS.highlights.delete('segment');
    const ranges = spans.map(span => this.#range(span)).filter(Boolean);
    if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges)); else CSS.highlights.delete(name);
  }

  #range(span) {
    const root = this.querySelector('.source .text');
    const start = root && this.#place(root, span.start), end = root && this.#place(root, span.end);
    if (!start || !end) return undefined;
    const range = new Range();
    range.setStart(...start);
    range.setEnd(...end);
    return range;
  }

  /** The text node, and the place in it, of a code point. */
  #place(root, point) {
    const parts = root.children.length ? [...root.children] : [root];
    let low = 0, high = parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (Number(parts[middle].dataset.at) <= point) low = middle; else high = middle - 1;
    }
    const node = [...parts[low].childNodes].find(each => each.nodeType === Node.TEXT_NODE && each.data.length);
    if (!node) return undefined;
    return [node, Math.min(node.data.length, codePoints(node.data).unit(point - Number(parts[low].dataset.at ?? 0)))];
  }

  #set(name, value) {
    const query = new URLSearchParams(this.query);
    query.set(name, value);
    history.replaceState(null, '', '#/document/' + encodeURIComponent(this.id) + '?' + query);
    this.query = query;
  }
}

/** The newest record of each kind. */
function gather(records) {
  const found = { translations: [], salience: [], letters: [], alerts: [] };
  const translations = new Map(), salience = new Map();
  for (const { topic, record, unreadable } of records) {
    if (topic === 'documents') found.document = record ?? { id: '', text: '', unreadable };
    if (topic === 'summaries') found.summary = record;
    if (topic === 'translations') translations.set(record.target, record);
    if (topic === 'salience') salience.set(light(record), record);
    if (topic === 'dead-letters') found.letters.push(record);
    if (topic === 'alerts') found.alerts.push(record);
  }
  return { ...found, translations: [...translations.values()], salience: [...salience.values()].sort((a, b) => (a.task > b.task ? 1 : -1)) };
}

const light = record => record.target ? `${record.task} → ${record.target}` : record.task;
const model = record => `${record.model?.id ?? ''}${record.model?.revision ? ' · ' + record.model.revision.slice(0, 12) : ''}`;
const flags = list => (list ?? []).map(flag => html`<span class="chip warn">⚑ ${flag}</span>`);

function facts(document, summary, translations) {
  const result = summary ?? translations[0];
  const read = result?.coverage;
  return html`<p class="tags facts"><span class="chip">${visible(document.id)}</span>
    ${result?.language ?? result?.source ?? document.language ? html`<span class="chip">${result?.language ?? result?.source ?? document.language}</span>` : nothing}
    <span class="chip">${[...document.text].length.toLocaleString('en')} characters</span>
    ${read !== undefined ? html`<span class="chip ${read < 0.9995 ? 'warn' : ''}">${percent(read)} read</span>` : nothing}
    ${result?.timings?.totalMs !== undefined ? html`<span class="chip">${(result.timings.totalMs / 1000).toFixed(2)} s</span>` : nothing}</p>`;
}

function deadLetter(letter) {
  return html`<section class="card bad" role="note"><h2>✕ ${letter.category} <span class="pair">at ${letter.stage}</span></h2><p dir="auto">${visible(letter.error ?? '')}</p></section>`;
}

function findings(alert) {
  return html`<section class="card warn" role="note"><h2>▲ ${alert.kind === 'guard' ? 'The guard found what may not belong here' : alert.kind}</h2>
    <ul>${(alert.findings ?? []).map(finding => html`<li><b>${finding.detector}</b> ${finding.start}–${finding.end} · ${finding.action} · ${visible(finding.reason ?? '')}</li>`)}</ul></section>`;
}

customElements.define('limelight-document', LimelightDocument);
