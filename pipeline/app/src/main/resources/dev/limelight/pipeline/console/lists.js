import { LitElement, html, nothing } from 'lit-element';
import { percent, visible } from './text.js';

const ROWS = 200;
const time = at => new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const link = id => '#/document/' + encodeURIComponent(id);

/** What became of a document, in words that filters use, too. */
export function outcomes(document) {
  const all = [];
  if (document.deadLetters.length) all.push('failed');
  if (document.alerts.some(alert => alert.kind === 'guard')) all.push('guard');
  if (Object.values(document.reviews ?? {}).some(state => state === 'pending' || state === 'claimed')) all.push('held');
  if (document.flags.length) all.push('flagged');
  if (document.summary) all.push('summarized');
  if (Object.keys(document.translations).length) all.push('translated');
  return all.length ? all : ['waiting'];
}

const KINDS = ['summarized', 'translated', 'flagged', 'guard', 'held', 'failed', 'waiting'];

/** The newest documents, as they come. */
class LimelightLive extends LitElement {
  static properties = { feed: {}, tick: {}, query: {}, paused: { state: true } };

  createRenderRoot() { return this; }

  render() {
    const all = this.paused ?? [...this.feed.documents.values()].sort((a, b) => b.sequence - a.sequence);
    const rows = all.filter(document => this.#shown(document));
    const waits = this.paused ? this.feed.documents.size - this.paused.length : 0;
    return html`
      <div class="bar"><h1>Documents</h1>
        <form class="filters" role="search" @input=${this.#filter} @submit=${e => e.preventDefault()}>
          <label>Search <input name="q" type="search" .value=${this.query.get('q') ?? ''}></label>
          ${this.#choice('is', 'What became of it', KINDS)}
          ${this.#choice('language', 'Language', this.#values(d => [d.summary?.language ?? d.language]))}
          ${this.#choice('flag', 'Flag', this.#values(d => d.flags))}
        </form>
        <button class="follow" aria-pressed=${Boolean(this.paused)} @click=${() => { this.paused = this.paused ? undefined : all; }}>
          ${this.paused ? html`Follow newest${waits ? html` <b>(${waits} new)</b>` : nothing}` : 'Pause'}</button>
      </div>
      <p class="count" role="status">${rows.length === all.length ? `${all.length} documents` : `${rows.length} of ${all.length} documents`}${rows.length > ROWS ? `, the newest ${ROWS} are shown` : ''}</p>
      ${rows.length ? html`<ol class="documents">${rows.slice(0, ROWS).map(row)}</ol>` : html`<p class="empty">${all.length ? 'No document matches.' : 'No documents yet. limelight produce FILE sends one.'}</p>`}`;
  }

  #shown(document) {
    const text = (this.query.get('q') ?? '').toLowerCase();
    const is = this.query.get('is'), language = this.query.get('language'), flag = this.query.get('flag');
    return (!text || JSON.stringify(document).toLowerCase().includes(text))
      && (!is || outcomes(document).includes(is))
      && (!language || (document.summary?.language ?? document.language) === language)
      && (!flag || document.flags.includes(flag));
  }

  #values(of) {
    return [...new Set([...this.feed.documents.values()].flatMap(of).filter(Boolean))].sort();
  }

  #choice(name, label, values) {
    const now = this.query.get(name) ?? '';
    return html`<label>${label} <select name=${name}><option value="" ?selected=${!now}>any</option>
      ${values.map(value => html`<option value=${value} ?selected=${value === now}>${value}</option>`)}</select></label>`;
  }

  #filter(event) {
    const query = new URLSearchParams();
    new FormData(event.currentTarget).forEach((value, name) => { if (value) query.set(name, value); });
    history.replaceState(null, '', '#/live' + (query.size ? '?' + query : ''));
    this.query = query;
  }
}

function row(document) {
  const translations = Object.values(document.translations);
  const shown = document.summary?.summary ?? translations[0]?.text ?? document.deadLetters[0]?.error ?? document.excerpt ?? '';
  return html`<li><article>
    <h2><a href=${link(document.id)}>${visible(document.title || document.id || 'without id')}</a></h2>
    <p class="tags">${chips(document)}<time datetime=${new Date(document.at).toISOString()}>${time(document.at)}</time></p>
    <p class="excerpt" dir="auto">${visible(shown)}</p></article></li>`;
}

function chips(document) {
  const language = document.summary?.language ?? document.language;
  const coverage = document.summary?.coverage;
  return html`${language ? html`<span class="chip">${language}</span>` : nothing}
    ${document.summary ? html`<span class="chip done">summary</span>` : nothing}
    ${Object.keys(document.translations).map(target => html`<span class="chip done">→ ${target}</span>`)}
    ${coverage !== undefined && coverage < 0.9995 ? html`<span class="chip warn">${percent(coverage)} read</span>` : nothing}
    ${document.flags.map(flag => html`<span class="chip warn">⚑ ${flag}</span>`)}
    ${document.alerts.length ? html`<span class="chip bad">▲ ${document.alerts.length} alert${document.alerts.length > 1 ? 's' : ''}</span>` : nothing}
    ${document.deadLetters.map(letter => html`<span class="chip bad">✕ ${letter.category}</span>`)}
    ${outcomes(document).includes('held') ? html`<span class="chip warn">⏸ held for review</span>` : nothing}
    ${outcomes(document)[0] === 'waiting' ? html`<span class="chip">waiting</span>` : nothing}`;
}

/** Where it hurts: what fails, what is flagged, what the guard found. */
class LimelightTrouble extends LitElement {
  static properties = { feed: {}, tick: {} };

  createRenderRoot() { return this; }

  render() {
    const documents = [...this.feed.documents.values()];
    const letters = documents.flatMap(document => document.deadLetters);
    const results = documents.flatMap(document => [document.summary, ...Object.values(document.translations)].filter(Boolean));
    const minute = results.filter(result => result.at > Date.now() - 60000).length;
    return html`<div class="bar"><h1>Problems</h1></div>
      <dl class="numbers">
        <div><dt>documents</dt><dd>${documents.length}</dd></div>
        <div><dt>results</dt><dd>${results.length}</dd></div>
        <div><dt>results in the last minute</dt><dd>${minute}</dd></div>
        <div><dt>without an answer yet</dt><dd>${documents.filter(d => outcomes(d)[0] === 'waiting').length}</dd></div>
      </dl>
      <div class="columns">
        ${table('Dead letters', 'stage and category', letters.map(letter => `${letter.stage} · ${letter.category}`), key => '#/live?is=failed', 'Nothing failed.')}
        ${table('Flags', 'flag', results.flatMap(result => result.flags ?? []), key => '#/live?flag=' + encodeURIComponent(key), 'Nothing is flagged.')}
        ${table('Guard', 'detector', this.feed.alerts.flatMap(alert => (alert.findings ?? []).map(finding => finding.detector)), () => '#/live?is=guard', 'No findings.')}
      </div>
      <section class="card"><h2>Newest failures</h2>
        ${letters.length ? html`<ul class="failures">${letters.sort((a, b) => b.at - a.at).slice(0, 20).map(letter =>
          html`<li><a href=${link(letter.id)}>${visible(letter.id || 'without id')}</a> <span class="chip bad">✕ ${letter.category}</span> ${visible(letter.error ?? '')}</li>`)}</ul>` : html`<p class="empty">None.</p>`}</section>`;
  }
}

function table(title, head, values, href, none) {
  const counts = new Map();
  values.forEach(value => counts.set(value, (counts.get(value) ?? 0) + 1));
  const rows = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 12);
  return html`<section class="card"><h2>${title}</h2>${rows.length ? html`<table><thead><tr><th scope="col">${head}</th><th scope="col" class="n">results</th></tr></thead>
    <tbody>${rows.map(([value, count]) => html`<tr><td><a href=${href(value)}>${value}</a></td><td class="n">${count}</td></tr>`)}</tbody></table>` : html`<p class="empty">${none}</p>`}</section>`;
}

customElements.define('limelight-live', LimelightLive);
customElements.define('limelight-trouble', LimelightTrouble);
