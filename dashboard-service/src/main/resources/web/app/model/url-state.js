/** What the address says: every choice is in it, so a view can be kept, shared and gone back to. */
const DEFAULTS = { range: '15m', from: '', to: '', network: '', lang: '', tag: '', ui: '', theme: 'auto' };

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
        history.pushState(null, '', this.#address());
        this.dispatchEvent(new Event('change'));
    }

    #address() {
        const query = new URLSearchParams();
        for (const [name, value] of Object.entries(this.#values)) {
            if (value !== DEFAULTS[name]) {
                query.set(name, value);
            }
        }
        const text = query.toString();
        return text ? `?${text}` : location.pathname;
    }

    #onPop = () => {
        this.#values = read();
        this.dispatchEvent(new Event('change'));
    };
}

function read() {
    const query = new URLSearchParams(location.search);
    return Object.fromEntries(
        Object.entries(DEFAULTS).map(([name, value]) => [name, query.get(name) ?? value]),
    );
}
