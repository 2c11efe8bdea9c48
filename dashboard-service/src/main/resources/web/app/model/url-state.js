/** What the address says: every choice is in it, so a view can be kept, shared and gone back to. */
const DEFAULTS = {
    view: 'live',
    range: '15m',
    from: '',
    to: '',
    network: '',
    lang: '',
    tag: '',
    segmentation: '',
    version: '',
    segment: '',
    member: '',
    ui: '',
    theme: 'auto',
};

export const VIEWS = ['live', 'trends', 'segments', 'sources', 'pipeline'];

export class UrlState extends EventTarget {
    #values = read();

    connect() {
        addEventListener('popstate', this.#onPop);
    }

    disconnect() {
        removeEventListener('popstate', this.#onPop);
    }

    get(name) {
        return this.#values[name];
    }

    /** Changes some choices; a step of the history, so that the browser's back button undoes it. */
    set(changes) {
        this.#values = { ...this.#values, ...changes };
        history.pushState(null, '', this.link());
        this.dispatchEvent(new Event('change'));
    }

    /** The address of the page with some choices changed. */
    link(changes = {}) {
        const query = new URLSearchParams();
        for (const [name, value] of Object.entries({ ...this.#values, ...changes })) {
            if (value !== DEFAULTS[name]) {
                query.set(name, value);
            }
        }
        const text = query.toString();
        return text ? `?${text}` : location.pathname;
    }

    /** Follows a link without a page load. A click with a key held means "in a new tab" and is left to the browser. */
    follow(event, changes) {
        if (event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
            event.preventDefault();
            this.set(changes);
        }
    }

    #onPop = () => {
        this.#values = read();
        this.dispatchEvent(new Event('change'));
    };
}

function read() {
    const query = new URLSearchParams(location.search);
    const values = Object.fromEntries(
        Object.entries(DEFAULTS).map(([name, value]) => [name, query.get(name) ?? value]),
    );
    return VIEWS.includes(values.view) ? values : { ...values, view: DEFAULTS.view };
}
