import { LitElement, html, nothing } from 'lit-element';
import { Feed } from './feed.js';
import './lists.js';
import './document.js';
import './review.js';

const STATES = {
  connecting: 'connecting …',
  live: 'live',
  reconnecting: 'connection lost, trying again …',
  key: 'a key is needed',
};

/** The page: head, navigation, and the view that the address names. Every state of a view is in the address. */
class LimelightConsole extends LitElement {
  static properties = { route: { state: true }, tick: { state: true } };

  constructor() {
    super();
    this.feed = new Feed();
    this.route = parse(location.hash);
    this.feed.addEventListener('change', () => { this.tick = {}; });
    addEventListener('hashchange', () => {
      const before = this.route.view + this.route.id;
      this.route = parse(location.hash);
      if (before !== this.route.view + this.route.id) this.updateComplete.then(() => { scrollTo(0, 0); this.querySelector('main').focus(); });
    });
    this.feed.run();
  }

  createRenderRoot() { return this; }

  render() {
    const { view, id, query } = this.route;
    const link = (name, text) => html`<a href="#/${name}" aria-current=${view === name ? 'page' : nothing}>${text}</a>`;
    return html`
      <a class="skip" href="#content" @click=${e => { e.preventDefault(); this.querySelector('main').focus(); }}>Skip to content</a>
      <header>
        <a class="brand" href="#/live"><img src="/console/icon.svg" alt="" width="28" height="28">Limelight</a>
        <nav aria-label="Views">${link('live', 'Documents')}${link('review', this.feed.reviews.size ? `Review (${this.feed.reviews.size})` : 'Review')}${link('trouble', 'Problems')}</nav>
        <p class="connection ${this.feed.state}" role="status"><span aria-hidden="true" class="dot"></span>${STATES[this.feed.state]}</p>
      </header>
      <main id="content" tabindex="-1">
        ${this.feed.state === 'key' ? this.#key() : nothing}
        ${this.feed.problem ? html`<p class="card bad" role="alert">${this.feed.problem}</p>` : nothing}
        ${view === 'document' ? html`<limelight-document .feed=${this.feed} .tick=${this.tick} .id=${id} .query=${query}></limelight-document>`
          : view === 'review' ? html`<limelight-review .feed=${this.feed} .tick=${this.tick} .id=${id}></limelight-review>`
          : view === 'trouble' ? html`<limelight-trouble .feed=${this.feed} .tick=${this.tick}></limelight-trouble>`
            : html`<limelight-live .feed=${this.feed} .tick=${this.tick} .query=${query}></limelight-live>`}
      </main>`;
  }

  #key() {
    return html`<form class="card key" @submit=${e => { e.preventDefault(); this.feed.useKey(e.target.elements.key.value); }}>
      <label>This console asks for an API key <input name="key" type="password" autocomplete="off" required></label>
      <button>Open</button></form>`;
  }
}

function parse(hash) {
  const [path, query] = hash.replace(/^#\/?/, '').split('?');
  const [view, ...id] = path.split('/');
  return { view: view || 'live', id: decode(id.join('/')), query: new URLSearchParams(query ?? '') };
}

function decode(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

customElements.define('limelight-console', LimelightConsole);
