const MINUTE = 60_000;
/** Milliseconds of event time kept; what the server keeps live, and a little. */
const HORIZON = 72 * MINUTE;

/** Rows per minute of event time: the highest version of each key. Bounded by the horizon. */
export class Windows {
    #minutes = new Map();
    #keyOf;

    constructor(keyOf) {
        this.#keyOf = keyOf;
    }

    replace(rows) {
        this.#minutes.clear();
        this.put(rows);
    }

    put(rows) {
        const oldest = Date.now() - HORIZON;
        for (const row of rows) {
            const start = Date.parse(row.windowStart);
            if (start >= oldest) {
                this.#putRow(start, row);
            }
        }
    }

    #putRow(start, row) {
        let minute = this.#minutes.get(start);
        if (!minute) {
            minute = new Map();
            this.#minutes.set(start, minute);
        }
        const key = this.#keyOf(row);
        const known = minute.get(key);
        if (!known || known.version <= row.version) {
            minute.set(key, row);
        }
    }

    prune() {
        const oldest = Date.now() - HORIZON;
        for (const start of this.#minutes.keys()) {
            if (start < oldest) {
                this.#minutes.delete(start);
            }
        }
    }

    /** Calls back for every row whose window starts in [from, to). */
    each(from, to, callback) {
        for (const [start, rows] of this.#minutes) {
            if (start >= from && start < to) {
                rows.forEach((row) => callback(row, start));
            }
        }
    }
}

/** The range the REST API means by `window`: whole minutes, the one of now included. */
export function liveRange(length, now = Date.now()) {
    const to = Math.floor(now / MINUTE) * MINUTE + MINUTE;
    return { from: to - length, to };
}

export { MINUTE };
