/** Milliseconds after which a trend nobody speaks of any more is over. Trends are told again as long as they last. */
const OVER = 3_600_000;

/** The trends, as the processor tells them: of a tag everywhere, and of a tag in one network or language. */
export class Trends {
    #rows = new Map();

    put(rows) {
        for (const row of rows) {
            const key = keyOf(row);
            const known = this.#rows.get(key);
            if (!known || Date.parse(known.at) <= Date.parse(row.at)) {
                this.#rows.set(key, row);
            }
        }
    }

    replace(rows) {
        this.#rows.clear();
        this.put(rows);
    }

    prune(now) {
        for (const [key, row] of this.#rows) {
            if (Date.parse(row.at) < now - OVER) {
                this.#rows.delete(key);
            }
        }
    }

    /** Each tag once, highest score first. A trend without a network or language is one of all of them. */
    list(filter) {
        const tags = new Map();
        for (const row of this.#rows.values()) {
            const known = tags.get(row.tag);
            if (fits(filter, row) && (!known || nearer(filter, row, known))) {
                tags.set(row.tag, row);
            }
        }
        return [...tags.values()].sort((a, b) => b.score - a.score || (a.tag < b.tag ? -1 : 1));
    }
}

function keyOf({ tag, network, lang }) {
    return `${tag}|${network ?? ''}|${lang ?? ''}`;
}

function fits(filter, row) {
    return ['network', 'lang'].every((key) => !filter[key] || !row[key] || filter[key] === row[key]);
}

/** What was looked at exactly as asked tells more than a wider or a narrower look; else the higher score does. */
function nearer(filter, row, known) {
    const distance = (one) => ['network', 'lang'].filter((key) => (filter[key] || '') !== (one[key] ?? '')).length;
    return (distance(row) - distance(known) || known.score - row.score) < 0;
}
