/** Milliseconds after which a trend nobody speaks of any more is over. Trends are told again as long as they last. */
const OVER = 3_600_000;

/** The trends, as the processor tells them. */
export class Trends {
    #rows = new Map();

    put(rows) {
        for (const row of rows) {
            const known = this.#rows.get(row.tag);
            if (!known || Date.parse(known.at) <= Date.parse(row.at)) {
                this.#rows.set(row.tag, row);
            }
        }
    }

    replace(rows) {
        this.#rows.clear();
        this.put(rows);
    }

    prune(now) {
        for (const [tag, row] of this.#rows) {
            if (Date.parse(row.at) < now - OVER) {
                this.#rows.delete(tag);
            }
        }
    }

    of(tag) {
        return this.#rows.get(tag);
    }

    /** Highest score first. A trend without a network or language is one of all of them. */
    list(filter) {
        const fits = (wanted, given) => !wanted || !given || wanted === given;
        return [...this.#rows.values()]
            .filter((row) => fits(filter.network, row.network) && fits(filter.lang, row.lang))
            .sort((a, b) => b.score - a.score || (a.tag < b.tag ? -1 : 1));
    }
}
