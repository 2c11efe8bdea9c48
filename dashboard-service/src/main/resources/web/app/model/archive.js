import { totalsByType } from './activity.js';
import { STEP_LENGTH } from './ranges.js';
import { list, get } from './rest.js';

const NOTHING = { state: 'loading', ranking: [], line: [], activity: [], tag: '', at: 0 };

/** Answers of the REST API for one question at a time; a newer question cancels the older one. */
export class Archive {
    #abort;
    answer = NOTHING;

    async ask(range, filter, tag, limit) {
        this.#abort?.abort();
        this.#abort = new AbortController();
        const { signal } = this.#abort;
        const times = { from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() };
        try {
            const [ranking, activity] = await Promise.all([
                get('/v1/hashtags', { ...times, ...filter, limit }, signal),
                list('/v1/activity', { ...times, step: range.step, limit: 5_000 }, signal),
            ]);
            const shown = tag || ranking.items[0]?.tag || '';
            const line = shown ? await this.#line(shown, { ...times, ...filter, step: range.step }, signal) : [];
            this.answer = {
                state: 'ready',
                ranking: ranking.items.map((row) => ({ ...row, moved: 0 })),
                line: filled(line, range),
                activity: totalsByType(activity),
                tag: shown,
                at: Date.now(),
            };
        } catch (failure) {
            if (!signal.aborted) {
                this.answer = { ...this.answer, state: 'failed' };
            }
        }
    }

    forget() {
        this.#abort?.abort();
        this.answer = NOTHING;
    }

    async #line(tag, query, signal) {
        return list(`/v1/hashtags/${encodeURIComponent(tag)}`, { ...query, limit: 5_000 }, signal);
    }
}

/** REST leaves out steps without posts; a line that skips them would lie. */
function filled(points, range) {
    const step = STEP_LENGTH[range.step];
    const known = new Map(points.map((point) => [Date.parse(point.start), point]));
    const line = [];
    for (let start = Math.floor(range.from / step) * step; start < range.to; start += step) {
        line.push({ start, posts: known.get(start)?.posts ?? 0, reposts: known.get(start)?.reposts ?? 0 });
    }
    return line;
}
