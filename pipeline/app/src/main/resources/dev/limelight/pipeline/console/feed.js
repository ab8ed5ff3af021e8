/* The events of the job, and what became of each document. */

const MOST_DOCUMENTS = 12000;
const MOST_ALERTS = 200;
const KEY = 'limelight.key';

export class Feed extends EventTarget {
  documents = new Map();
  alerts = [];
  reviews = new Map();
  positions = new Map();
  state = 'connecting';
  problem = null;
  replaying = 0;
  #sequence = 0;

  async run() {
    for (;;) {
      try {
        await this.#read();
        this.#set('reconnecting');
      } catch (error) {
        this.#set(error.status === 401 ? 'key' : 'reconnecting');
        if (error.status === 401) return;
      }
      await new Promise(done => setTimeout(done, 1000));
    }
  }

  useKey(key) {
    sessionStorage.setItem(KEY, key);
    this.#set('connecting');
    this.run();
  }

  headers() {
    const key = sessionStorage.getItem(KEY);
    return key ? { Authorization: 'Bearer ' + key } : {};
  }

  /** The whole records of a document. */
  async document(id) {
    const answer = await fetch('/console/document', {
      method: 'POST',
      headers: { ...this.headers(), 'Content-Type': 'application/json' },
      body: JSON.stringify({ id }),
    });
    const body = await answer.json();
    if (!answer.ok) throw new Error(body.error ?? answer.statusText);
    return body.records;
  }

  /** Sends a decision on a review. The same decision sent twice counts once. */
  async decide(decision, keepalive = false) {
    const answer = await fetch('/console/decide', {
      method: 'POST',
      keepalive,
      headers: { ...this.headers(), 'Content-Type': 'application/json' },
      body: JSON.stringify({ decision }),
    });
    if (!answer.ok) throw new Error((await answer.json()).error ?? answer.statusText);
  }

  async #read() {
    const seen = [...this.positions].map(([partition, offset]) => partition + '-' + offset).join(',');
    const answer = await fetch('/console/events', {
      headers: { ...this.headers(), ...(seen ? { 'Last-Event-ID': seen } : {}) },
    });
    if (!answer.ok) throw Object.assign(new Error(answer.statusText), { status: answer.status });
    this.#set('live');
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const frames = (rest + value).split('\n\n');
      rest = frames.pop();
      frames.forEach(frame => this.#frame(frame));
      this.dispatchEvent(new Event('change'));
    }
  }

  #frame(frame) {
    const fields = new Map(frame.split('\n').map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
    if (fields.get('event') === 'status') {
      this.problem = JSON.parse(fields.get('data')).problem;
      return;
    }
    if (fields.get('event') === 'replay') {
      this.replaying = Number(fields.get('data'));
      return;
    }
    const id = fields.get('id');
    if (!id) return;
    const at = id.lastIndexOf('-');
    const partition = id.slice(0, at), offset = Number(id.slice(at + 1));
    if (offset <= (this.positions.get(partition) ?? -1)) return;
    this.positions.set(partition, offset);
    if (this.replaying > 0) this.replaying--;
    this.#take(JSON.parse(fields.get('data')));
  }

  #take(event) {
    if (event.topic === 'alerts') {
      this.alerts.unshift(event);
      this.alerts.length = Math.min(this.alerts.length, MOST_ALERTS);
    }
    if (event.topic === 'reviews') {
      this.reviews.delete(event.reviewId);
      if (event.state === 'pending' || event.state === 'claimed') this.reviews.set(event.reviewId, event);
      if (this.reviews.size > MOST_DOCUMENTS) this.reviews.delete(this.reviews.keys().next().value);
    }
    const document = this.documents.get(event.id) ?? { id: event.id, at: event.at, translations: {}, deadLetters: [], alerts: [], flags: [] };
    document.sequence = event.topic === 'documents' || document.sequence === undefined ? ++this.#sequence : document.sequence;
    if (event.topic === 'documents') Object.assign(document, event);
    if (event.topic === 'summaries') document.summary = event;
    if (event.topic === 'translations') document.translations[event.target] = event;
    if (event.topic === 'dead-letters') document.deadLetters.push(event);
    if (event.topic === 'alerts') document.alerts.push(event);
    if (event.topic === 'reviews') document.reviews = { ...document.reviews, [event.reviewId]: event.state };
    document.flags = [...new Set([document.summary, ...Object.values(document.translations)].flatMap(result => result?.flags ?? []))];
    if (!event.id) return;
    this.documents.delete(event.id);
    this.documents.set(event.id, document);
    if (this.documents.size > MOST_DOCUMENTS) this.documents.delete(this.documents.keys().next().value);
  }

  #set(state) {
    this.state = state;
    this.dispatchEvent(new Event('change'));
  }
}
