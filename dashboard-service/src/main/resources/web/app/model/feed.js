/** Milliseconds without any event, heartbeats included, before a connection counts as dead: three heartbeats. */
const SILENCE = 16_000;
/** Milliseconds before a new attempt, growing with each failure. */
const BACK_OFF = [500, 1_000, 2_000, 5_000];

/**
 * The live stream. Dispatches `snapshot`, `change`, `heartbeat` (detail: the event's data) and `state` (detail:
 * connecting, live, stale, offline). Connects again by itself and goes on where it stopped.
 */
export class Feed extends EventTarget {
    #views;
    #source;
    #lastId = '';
    #failures = 0;
    #retry;
    #watchdog;
    state = 'connecting';

    constructor(views) {
        super();
        this.#views = views;
    }

    connect() {
        addEventListener('online', this.#reconnectNow);
        addEventListener('offline', this.#wentOffline);
        this.#open();
    }

    disconnect() {
        removeEventListener('online', this.#reconnectNow);
        removeEventListener('offline', this.#wentOffline);
        this.#close();
    }

    #open() {
        this.#close();
        const query = new URLSearchParams({ views: this.#views.join(',') });
        if (this.#lastId) {
            query.set('lastEventId', this.#lastId);
        }
        this.#source = new EventSource(`/v1/stream?${query}`);
        this.#source.onerror = () => this.#failed();
        for (const type of ['snapshot', 'change', 'heartbeat', 'gap']) {
            this.#source.addEventListener(type, (event) => this.#received(type, event));
        }
        this.#watch();
    }

    #received(type, event) {
        this.#lastId = event.lastEventId;
        this.#failures = 0;
        this.#watch();
        const data = JSON.parse(event.data);
        this.#become(type === 'heartbeat' && data.buffer === 'away' ? 'stale' : 'live');
        this.dispatchEvent(new CustomEvent(type, { detail: data }));
    }

    #failed() {
        this.#close();
        this.#become('offline');
        const wait = BACK_OFF[Math.min(this.#failures++, BACK_OFF.length - 1)];
        this.#retry = setTimeout(() => this.#open(), wait);
    }

    #watch() {
        clearTimeout(this.#watchdog);
        this.#watchdog = setTimeout(() => this.#failed(), SILENCE);
    }

    #close() {
        clearTimeout(this.#retry);
        clearTimeout(this.#watchdog);
        this.#source?.close();
    }

    #become(state) {
        if (this.state !== state) {
            this.state = state;
            this.dispatchEvent(new CustomEvent('state', { detail: state }));
        }
    }

    #reconnectNow = () => this.#open();

    #wentOffline = () => this.#failed();
}
