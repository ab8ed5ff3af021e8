import { LitElement, html, nothing } from 'lit-element';
import { codePoints, percent, tiles, visible } from './text.js';

const UNDO_MS = 10000;
const RENEW_MS = 60000;
const REVIEWER = 'limelight.reviewer';
const PLAIN_KEYS = 'limelight.plain-keys';

const KEYS = [
  ['j', 'next'], ['k', 'previous'], ['a', 'approve'], ['e', 'edit'], ['x', 'reject'], ['s', 'skip'], ['u', 'undo'],
  ['?', 'this map'], ['Ctrl+Enter', 'submit the edit, or approve'], ['Escape', 'leave the text field'],
];

/** The queue of held outputs: one at a time, by keyboard or pointer. A decision is sent after ten seconds in which it can be undone. */
class LimelightReview extends LitElement {
  static properties = {
    feed: {}, tick: {}, id: {}, records: { state: true }, pending: { state: true }, problem: { state: true },
    said: { state: true }, map: { state: true }, skipped: { state: true }, plain: { state: true },
  };

  constructor() {
    super();
    this.pending = [];
    this.skipped = new Set();
    this.plain = localStorage.getItem(PLAIN_KEYS) !== 'off';
    this.key = event => this.#key(event);
    this.leave = () => this.#flush(true);
  }

  createRenderRoot() { return this; }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('keydown', this.key);
    addEventListener('pagehide', this.leave);
    this.lease = setInterval(() => this.#claim(), RENEW_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('keydown', this.key);
    removeEventListener('pagehide', this.leave);
    clearInterval(this.lease);
    this.#flush(false);
    if (this.claimed) this.#send('release', this.claimed);
    this.claimed = undefined;
  }

  get reviewer() { return localStorage.getItem(REVIEWER) ?? ''; }

  #queue() {
    const waiting = new Set(this.pending.map(each => each.reviewId));
    return [...this.feed.reviews.values()].filter(review => !waiting.has(review.reviewId))
      .sort((a, b) => this.skipped.has(a.reviewId) - this.skipped.has(b.reviewId) || (b.risk ?? 0) - (a.risk ?? 0) || a.createdAt - b.createdAt);
  }

  willUpdate() {
    const queue = this.#queue();
    if (!this.reviewer) return;
    if (!queue.some(review => review.reviewId === this.now)) {
      this.now = queue.find(review => review.reviewId === this.id)?.reviewId ?? queue.find(review => !this.#taken(review))?.reviewId ?? queue[0]?.reviewId;
      this.records = undefined;
      this.editing = undefined;
      if (this.now) this.#load(this.feed.reviews.get(this.now));
    }
  }

  render() {
    if (!this.reviewer) return this.#who();
    const queue = this.#queue();
    const review = this.feed.reviews.get(this.now);
    return html`
      <div class="bar"><h1>Review</h1>
        <p class="count" role="status">${queue.length} held · you are ${visible(this.reviewer)}</p>
        <label class="check"><input type="checkbox" .checked=${this.plain} @change=${e => { this.plain = e.target.checked; localStorage.setItem(PLAIN_KEYS, this.plain ? 'on' : 'off'); }}> single-letter keys</label>
        <button @click=${() => { this.map = !this.map; }} aria-expanded=${Boolean(this.map)}>Keys (?)</button></div>
      ${this.map ? html`<dl class="keys card">${KEYS.map(([key, what]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}</dl>` : nothing}
      ${this.pending.map(each => html`<p class="card undo" role="status">${each.action} of ${visible(each.documentId)} is sent in ten seconds. <button @click=${() => this.#undo(each)}>Undo (u)</button></p>`)}
      ${this.problem ? html`<p class="card bad" role="alert">${this.problem}</p>` : nothing}
      <div class="reader queue">
        <section aria-label="The queue"><ol class="documents">${queue.map(each => html`<li><article><h2><a href="#/review/${encodeURIComponent(each.reviewId)}" aria-current=${each.reviewId === this.now ? 'true' : nothing} @click=${e => { e.preventDefault(); this.#go(each.reviewId); }}>${visible(each.id)}</a></h2>
          <p class="tags"><span class="chip">${each.target ? '→ ' + each.target : each.task}</span>${each.risk !== undefined && each.risk !== null ? html`<span class="chip warn">risk ${percent(each.risk)}</span>` : nothing}
          ${this.#taken(each) ? html`<span class="chip">claimed by ${visible(each.claimedBy)}</span>` : nothing}</p></article></li>`)}</ol>
          ${queue.length ? nothing : html`<p class="empty">Nothing is held. The job's key review.policy says what is.</p>`}</section>
        ${review ? this.#item(review) : html`<div></div>`}
      </div>`;
  }

  #who() {
    return html`<h1>Review</h1><form class="card key" @submit=${e => { e.preventDefault(); localStorage.setItem(REVIEWER, e.target.elements.name.value.trim()); this.requestUpdate(); }}>
      <label>Your name, which stands with your decisions <input name="name" required pattern=".*[^ ].*" autocomplete="name"></label><button>Begin</button></form>`;
  }

  #item(review) {
    const taken = this.#taken(review);
    return html`<section class="card" aria-labelledby="item"><div class="head"><h2 id="item">${review.target ? html`Translation → ${review.target}` : 'Summary'} of <a href="#/document/${encodeURIComponent(review.id)}">${visible(review.id)}</a></h2></div>
      <ul class="reasons">${(review.reasons ?? []).map(reason => html`<li><b>${reason.code}</b> ${visible(reason.detail ?? '')}</li>`)}</ul>
      ${taken ? html`<p class="chip warn">${visible(review.claimedBy)} works on it until ${new Date(review.claimedUntil).toLocaleTimeString()}</p>` : nothing}
      ${this.records ? this.#texts(review) : html`<p class="empty" role="status">loading …</p>`}
      <div class="actions">
        <button class="main" ?disabled=${taken} @click=${() => this.#submit()}>${this.editing ? 'Submit the edit' : 'Approve'} <kbd>${this.editing ? 'Ctrl+Enter' : 'a'}</kbd></button>
        <button ?disabled=${taken} @click=${() => this.#edit()}>Edit <kbd>e</kbd></button>
        <button ?disabled=${taken} @click=${() => this.#reject()}>Reject … <kbd>x</kbd></button>
        <button @click=${() => this.#skip()}>Skip <kbd>s</kbd></button></div>
      <p class="visually-hidden" role="status">${this.said ?? ''}</p></section>`;
  }

  #texts(review) {
    const { text, result } = this.records;
    if (!text || !result) return html`<p class="empty">The review is too large to hold its text; the document's page has it.</p>`;
    if (review.task === 'translate') {
      const source = codePoints(text);
      return html`<ol class="pairs">${result.segments.map((segment, i) => html`<li class=${(segment.flags ?? []).length ? 'doubt' : ''}>
        <p class="prose" dir="auto" lang=${result.source}>${visible(source.slice(segment.sourceStart, segment.sourceEnd))}</p>
        ${this.editing ? html`<textarea dir="auto" lang=${result.target} aria-label="Translation of sentence ${i + 1}" .value=${this.editing.get(i) ?? segment.text} @input=${e => this.editing.set(i, e.target.value)}></textarea>`
          : html`<p class="prose" dir="auto" lang=${result.target}>${visible(segment.text)}</p>`}
        ${(segment.flags ?? []).map(flag => html`<span class="chip warn">⚑ ${flag}</span>`)}</li>`)}</ol>`;
    }
    const chosen = codePoints(text);
    return html`${this.editing ? html`<textarea dir="auto" lang=${result.language} aria-label="The summary" .value=${this.editing.get(0) ?? result.summary} @input=${e => this.editing.set(0, e.target.value)}></textarea>`
      : html`<p class="prose" dir="auto" lang=${result.language}>${visible(result.summary)}</p>`}
      <h3>The document</h3><div class="text short" tabindex="0" role="group" aria-label="The document" dir="auto">${tiles(result.sentences ?? [], Infinity).filter(tile => chosen.unit(tile.start) < text.length).map(tile =>
        html`<span class=${tile.index >= 0 ? 'chosen l5' : ''}>${visible(chosen.slice(tile.start, tile.end))}</span>`)}</div>`;
  }

  async #load(review) {
    try {
      const records = await this.feed.document(review.id);
      const found = records.filter(each => each.topic === 'reviews' && each.record.reviewId === review.reviewId).pop();
      if (this.now === review.reviewId) this.records = found?.record ?? {};
      this.problem = undefined;
      if (!this.#taken(review)) this.#claim();
    } catch (error) {
      this.problem = error.message;
    }
  }

  #taken(review) {
    return review.state === 'claimed' && review.claimedBy !== this.reviewer && review.claimedUntil > Date.now();
  }

  /** Keeps others off what is in view, and keeps that up while it is. */
  async #claim() {
    const review = this.feed.reviews.get(this.now);
    if (!review || this.#taken(review) || document.hidden) return;
    if (this.claimed && this.claimed !== this.now) this.#send('release', this.claimed);
    this.claimed = this.now;
    this.#send('claim', this.now);
  }

  #send(action, reviewId, more = {}) {
    return this.feed.decide({ reviewId, action, reviewer: this.reviewer, decidedAt: Date.now(), ...more }).catch(error => { this.problem = error.message; });
  }

  #decide(action, more = {}) {
    const review = this.feed.reviews.get(this.now);
    if (!review || this.#taken(review)) return;
    const decision = { reviewId: review.reviewId, action, reviewer: this.reviewer, decidedAt: Date.now(), ...more };
    const entry = { ...decision, decision, documentId: review.id };
    entry.timer = setTimeout(() => this.#commit(entry), UNDO_MS);
    this.pending = [...this.pending, entry];
    this.claimed = undefined;
    this.editing = undefined;
    this.said = `${action}, undo with u`;
  }

  #commit(entry, keepalive = false) {
    clearTimeout(entry.timer);
    this.feed.decide(entry.decision, keepalive).catch(error => { this.problem = error.message; }).finally(() => {
      setTimeout(() => { this.pending = this.pending.filter(each => each !== entry); }, 2000);
    });
  }

  #flush(keepalive) {
    this.pending.forEach(entry => this.#commit(entry, keepalive));
  }

  #undo(entry = this.pending[this.pending.length - 1]) {
    if (!entry) return;
    clearTimeout(entry.timer);
    this.pending = this.pending.filter(each => each !== entry);
    this.said = 'undone';
    this.#go(entry.reviewId);
  }

  #submit() {
    if (!this.editing) { this.#decide('approve'); return; }
    const review = this.feed.reviews.get(this.now), { result } = this.records;
    if (review.task === 'translate') {
      const segments = [...this.editing].filter(([i, text]) => text !== result.segments[i].text).map(([index, text]) => ({ index, text }));
      this.#decide(segments.length ? 'edit' : 'approve', segments.length ? { segments } : {});
    } else {
      const text = this.editing.get(0) ?? result.summary;
      this.#decide(text === result.summary ? 'approve' : 'edit', text === result.summary ? {} : { text });
    }
  }

  #edit() {
    if (!this.records?.result) return;
    this.editing = new Map();
    this.requestUpdate();
    this.updateComplete.then(() => this.querySelector('.doubt textarea, textarea')?.focus());
  }

  #reject() {
    const comment = prompt('Why is it rejected?');
    if (comment !== null) this.#decide('reject', comment.trim() ? { comment: comment.trim() } : {});
  }

  #skip() {
    this.skipped = new Set([...this.skipped, this.now]);
    this.#step(0);
  }

  #step(by) {
    const queue = this.#queue().map(review => review.reviewId);
    const at = queue.indexOf(this.now);
    this.#go(by ? queue[Math.max(0, Math.min(queue.length - 1, at + by))] : queue[0]);
  }

  #go(reviewId) {
    if (!reviewId || !this.feed.reviews.has(reviewId)) return;
    this.now = reviewId;
    this.records = undefined;
    this.editing = undefined;
    history.replaceState(null, '', '#/review/' + encodeURIComponent(reviewId));
    this.#load(this.feed.reviews.get(reviewId));
  }

  #key(event) {
    if (event.ctrlKey && event.key === 'Enter') { event.preventDefault(); this.#submit(); return; }
    const typing = event.target.closest?.('input, textarea, select');
    if (event.key === 'Escape' && typing) { typing.blur(); return; }
    if (typing || event.ctrlKey || event.altKey || event.metaKey || !this.plain || !this.reviewer) return;
    const does = { j: () => this.#step(1), k: () => this.#step(-1), a: () => this.#submit(), e: () => this.#edit(), x: () => this.#reject(), s: () => this.#skip(), u: () => this.#undo(), '?': () => { this.map = !this.map; } }[event.key];
    if (does) { event.preventDefault(); does(); }
  }
}

customElements.define('limelight-review', LimelightReview);
