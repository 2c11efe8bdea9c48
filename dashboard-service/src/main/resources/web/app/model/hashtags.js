import { MINUTE, Windows } from './windows.js';

/** Minutes back that a movement looks: long enough to mean something, short enough to see things move. */
const MOVEMENT = 5 * MINUTE;

/** The live windows of hashtags, and what the page asks of them. */
export class Hashtags extends Windows {
    constructor() {
        super((row) => `${row.tag}|${row.network}|${row.lang}`);
    }

    /** The ranking of a range: the same sums and order as `GET /v1/hashtags`. */
    ranking(range, filter, limit) {
        const now = this.#totals(range.from, range.to, filter);
        const before = this.#places(this.#totals(range.from - MOVEMENT, range.to - MOVEMENT, filter));
        return sorted(now)
            .slice(0, limit)
            .map((row, index) => ({ ...row, moved: movement(before, row.tag, index) }));
    }

    /** Posts and reposts per minute, gaps filled with zero. */
    line(range, filter, tag) {
        const points = new Map();
        for (let start = range.from; start < range.to; start += MINUTE) {
            points.set(start, { start, posts: 0, reposts: 0 });
        }
        this.each(range.from, range.to, (row, start) => {
            if (matches(row, filter) && (!tag || row.tag === tag)) {
                const point = points.get(start) ?? { posts: 0, reposts: 0 };
                point.posts += row.posts;
                point.reposts += row.reposts;
            }
        });
        return [...points.values()];
    }

    /** Posts per minute of each of some tags: one walk for all of them. */
    courses(range, filter, tags) {
        const courses = new Map(tags.map((tag) => [tag, new Array((range.to - range.from) / MINUTE).fill(0)]));
        this.each(range.from, range.to, (row, start) => {
            const course = courses.get(row.tag);
            if (course && matches(row, filter)) {
                course[(start - range.from) / MINUTE] += row.posts;
            }
        });
        return courses;
    }

    /** Posts of a tag per network and per language, most first. */
    splits(range, filter, tag) {
        const networks = new Map();
        const languages = new Map();
        this.each(range.from, range.to, (row) => {
            if (row.tag === tag && matches(row, filter)) {
                networks.set(row.network, (networks.get(row.network) ?? 0) + row.posts);
                languages.set(row.lang, (languages.get(row.lang) ?? 0) + row.posts);
            }
        });
        return { networks: mostFirst(networks), languages: mostFirst(languages) };
    }

    /** The networks and languages seen, for the filters. */
    facets() {
        const networks = new Set();
        const languages = new Set();
        this.each(0, Infinity, (row) => {
            networks.add(row.network);
            languages.add(row.lang);
        });
        return { networks: [...networks].sort(), languages: [...languages].sort() };
    }

    #totals(from, to, filter) {
        const totals = new Map();
        this.each(from, to, (row) => {
            if (!matches(row, filter)) {
                return;
            }
            let total = totals.get(row.tag);
            if (!total) {
                total = { tag: row.tag, display: row.display, posts: 0, reposts: 0, shown: 0 };
                totals.set(row.tag, total);
            }
            total.posts += row.posts;
            total.reposts += row.reposts;
            if (row.posts > total.shown) {
                total.shown = row.posts;
                total.display = row.display;
            }
        });
        return totals;
    }

    #places(totals) {
        return new Map(sorted(totals).map((row, index) => [row.tag, index]));
    }
}

/** Places gained since; null for a newcomer. Before there is a ranking to compare with, nobody has moved. */
function movement(before, tag, index) {
    if (before.size === 0) {
        return 0;
    }
    return before.has(tag) ? before.get(tag) - index : null;
}

function sorted(totals) {
    return [...totals.values()]
        .filter((row) => row.posts > 0)
        .sort((a, b) => b.posts - a.posts || (a.tag < b.tag ? -1 : 1));
}

function mostFirst(counts) {
    return [...counts]
        .map(([name, posts]) => ({ name, posts }))
        .filter(({ posts }) => posts > 0)
        .sort((a, b) => b.posts - a.posts);
}

function matches(row, filter) {
    return (!filter.network || row.network === filter.network) && (!filter.lang || row.lang === filter.lang);
}
