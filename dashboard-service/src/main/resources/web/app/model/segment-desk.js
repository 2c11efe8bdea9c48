import { Feed } from './feed.js';
import { address, get, list, send } from './rest.js';

/** Milliseconds of movements looked back on. */
const LOOK_BACK = 30 * 86_400_000;
/** Members shown of a segment; the CSV has more. */
const MEMBERS = 20;
/** Milliseconds between looks at REST while segmentations are shown: they change a few times a day. */
const EVERY = 30_000;
/** Milliseconds until REST has stored what the stream has just told. */
const SETTLED = 3_000;
/** The most the API gives at once. */
const CSV_ROWS = 1_000;

/**
 * Segmentations. Runs come from the live stream, complete and at the moment they end; REST knows older runs, which one
 * serves, movements and members. Dispatches `change`. Runs can be large, so they are followed only while shown.
 */
export class SegmentDesk extends EventTarget {
    state = 'loading';
    /** Runs by segmentation and version. */
    #runs = new Map();
    #serving = new Map();
    #movements = new Map();
    #feed;
    #timer;
    #watching = false;
    #asked = 0;
    #loading = new Set();

    watch() {
        this.#watching = true;
        this.#feed = new Feed(['segments']);
        this.#feed.addEventListener('snapshot', ({ detail }) => this.#put(detail.views.segments ?? []));
        this.#feed.addEventListener('change', ({ detail }) => this.#put(detail.items));
        this.#feed.connect();
        this.refresh();
    }

    unwatch() {
        this.#watching = false;
        clearTimeout(this.#timer);
        this.#feed.disconnect();
    }

    /** Those that have been trained. */
    names() {
        return [...this.#runs.keys()].filter((name) => this.#runs.get(name).size > 0).sort();
    }

    /** Runs of a segmentation, newest first. */
    runs(name) {
        return [...(this.#runs.get(name)?.values() ?? [])].sort((a, b) => b.version - a.version);
    }

    /** The version that answers for its entities now; undefined if none was good enough yet. */
    serving(name) {
        const runs = this.runs(name);
        const told = this.#serving.get(name) ?? runs.find(({ serving }) => serving != null)?.serving;
        return told ?? runs.find(({ verdict }) => verdict === 'PROMOTED')?.version;
    }

    /** Who went from where to where, most first; a segment is absent where they came or left. */
    movements(name) {
        return this.#movements.get(name) ?? [];
    }

    async refresh() {
        const question = ++this.#asked;
        let state = 'ready';
        try {
            const listed = await list('/v1/segmentations', { limit: 100 });
            await Promise.all(listed.map((row) => this.#look(row)));
        } catch (refusal) {
            // What the stream tells stays; a store that knows no segmentations is an empty list.
            state = refusal.status === 404 ? 'ready' : 'failed';
        }
        if (question === this.#asked) {
            this.state = state;
            this.#changed();
            this.#lookIn(state === 'failed' ? SETTLED : EVERY);
        }
    }

    /** Has a segmentation trained now; the run comes by the stream. Throws a Refusal that says why not. */
    async train(name) {
        await send('POST', `${path(name)}/train`);
    }

    /** One member, or null if it is in no segment. */
    async member(name, entity) {
        try {
            return await get(`${path(name)}/members/${encodeURIComponent(entity)}`);
        } catch (refusal) {
            if (refusal.status === 404) {
                return null;
            }
            throw refusal;
        }
    }

    async members(name, segment) {
        const answer = await get(`${path(name)}/segments/${encodeURIComponent(segment)}/members`, { limit: MEMBERS });
        return { items: answer.items, more: Boolean(answer.next) };
    }

    segmentsCsv(name) {
        return `${path(name)}/segments`;
    }

    membersCsv(name, segment) {
        return address(`${path(name)}/segments/${encodeURIComponent(segment)}/members`, { limit: CSV_ROWS });
    }

    /** Brings a run in full; lists tell of it in short. */
    async load(name, version) {
        const key = `${name}|${version}`;
        if (version == null || this.#loading.has(key) || this.#runs.get(name)?.get(version)?.segments) {
            return;
        }
        this.#loading.add(key);
        try {
            this.#take(name, [await get(`${path(name)}/versions/${version}`)]);
            this.#changed();
        } catch {
            // What is known in short is shown; a later look may ask again.
        } finally {
            this.#loading.delete(key);
        }
    }

    async #look({ name, version }) {
        if (version != null) {
            this.#serving.set(name, version);
        }
        const to = Date.now();
        const times = { from: new Date(to - LOOK_BACK).toISOString(), to: new Date(to).toISOString() };
        const [versions, movements] = await Promise.allSettled([
            list(`${path(name)}/versions`, { limit: 100 }),
            get(`${path(name)}/movements`, times),
        ]);
        this.#take(name, (versions.value ?? []).map(short));
        this.#movements.set(name, moved(movements.value?.items ?? []));
        await this.load(name, version);
    }

    #put(runs) {
        for (const run of runs.toSorted((a, b) => a.version - b.version)) {
            this.#take(run.segmentation, [run]);
            if (run.serving != null) {
                this.#serving.set(run.segmentation, run.serving);
            }
        }
        this.#lookIn(SETTLED);
        this.#changed();
    }

    #lookIn(millis) {
        clearTimeout(this.#timer);
        if (this.#watching) {
            this.#timer = setTimeout(() => this.refresh(), millis);
        }
    }

    /** Lists leave out what is large; what is known already is not taken away by it. */
    #take(name, runs) {
        const known = this.#runs.get(name) ?? new Map();
        for (const run of runs) {
            known.set(run.version, { ...known.get(run.version), ...run });
        }
        this.#runs.set(name, known);
    }

    #changed() {
        this.dispatchEvent(new Event('change'));
    }
}

/** A run of a list: it tells how many segments there are, not which. */
function short({ segments, ...run }) {
    return { ...run, segmentCount: segments };
}

/** Those who stay where they are are no movement. */
function moved(rows) {
    return rows.filter(({ from, to }) => from !== to).sort((a, b) => b.entities - a.entities);
}

function path(name) {
    return `/v1/segmentations/${encodeURIComponent(name)}`;
}
