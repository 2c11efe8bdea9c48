import { Activity } from './activity.js';
import { Archive } from './archive.js';
import { Authors } from './authors.js';
import { Feed } from './feed.js';
import { Hashtags } from './hashtags.js';
import { Pipeline } from './pipeline.js';
import { rangeOf, STEP_LENGTH } from './ranges.js';
import { SegmentDesk } from './segment-desk.js';
import { SourceDesk } from './source-desk.js';
import { TagDetail } from './tag-detail.js';
import { Trends } from './trends.js';
import { liveRange, MINUTE } from './windows.js';

/** Milliseconds between redraws: fast enough to feel live, slow enough to read. */
const FRAME = 500;
/** Milliseconds between questions to REST while a range that ends now is shown. */
const ARCHIVE_EVERY = 15_000;
export const RANKING_SIZE = 20;

/** The state of the page: what came in, and one immutable picture of it (`frame`) twice a second. */
export class Dashboard extends EventTarget {
    url;
    frame = null;
    desk = new SourceDesk();
    segments = new SegmentDesk();
    #feed = new Feed(['hashtags', 'activity', 'pipeline', 'trends']);
    #hashtags = new Hashtags();
    #activity = new Activity();
    #pipeline = new Pipeline();
    #trends = new Trends();
    #authors = new Authors();
    #archive = new Archive();
    #detail = new TagDetail();
    #question = '';
    #askedAt = 0;
    #seen = false;
    #changedAt = 0;
    #changes = [];
    #paused = false;
    #timer;

    constructor(url) {
        super();
        this.url = url;
        this.#feed.addEventListener('snapshot', ({ detail }) => this.#snapshot(detail.views));
        this.#feed.addEventListener('change', ({ detail }) => this.#change(detail));
        this.#feed.addEventListener('state', () => this.#draw());
        this.url.addEventListener('change', () => this.#draw(true));
    }

    connect() {
        this.url.connect();
        this.#feed.connect();
        this.#timer = setInterval(() => this.#draw(), FRAME);
        this.#draw();
    }

    disconnect() {
        clearInterval(this.#timer);
        this.#feed.disconnect();
        this.url.disconnect();
    }

    togglePause() {
        this.#paused = !this.#paused;
        this.#draw(true);
    }

    #snapshot(views) {
        this.#hashtags.replace(views.hashtags ?? []);
        this.#activity.replace(views.activity ?? []);
        this.#pipeline.replace(views.pipeline ?? []);
        this.#trends.replace(views.trends ?? []);
        this.#seen = true;
        this.#draw();
    }

    #change({ view, items }) {
        const targets = {
            hashtags: this.#hashtags,
            activity: this.#activity,
            pipeline: this.#pipeline,
            trends: this.#trends,
        };
        targets[view]?.put(items);
        if (view !== 'pipeline') {
            this.#changedAt = Date.now();
            this.#changes.push({ at: this.#changedAt, size: items.length });
        }
    }

    #draw(chosen = false) {
        const now = Date.now();
        this.#hashtags.prune();
        this.#activity.prune();
        this.#trends.prune(now);
        this.#pipeline.refresh(now);
        const stands = this.#paused && this.frame && !chosen;
        const picture = stands ? this.frame : this.#picture(now);
        this.frame = { ...picture, ...this.#connection(now) };
        this.dispatchEvent(new Event('frame'));
    }

    #connection(now) {
        this.#changes = this.#changes.filter(({ at }) => at > now - 5_000);
        const perSecond = this.#changes.reduce((sum, { size }) => sum + size, 0) / 5;
        return {
            now,
            paused: this.#paused,
            state: this.#feed.state,
            changedAt: this.#changedAt,
            pipeline: this.#pipeline.picture(this.#feed.state, perSecond, this.#changedAt),
        };
    }

    #picture(now) {
        const range = rangeOf(this.url, now);
        const filter = { network: this.url.get('network'), lang: this.url.get('lang') };
        const tag = this.url.get('tag');
        const picture = { range, filter, tag, facets: this.#hashtags.facets(), seen: this.#seen };
        switch (this.url.get('view')) {
            case 'live':
                return { ...picture, ...this.#talk(range, filter, tag, now) };
            case 'trends':
                return { ...picture, ...this.#trending(filter, now) };
            default:
                return picture;
        }
    }

    #talk(range, filter, tag, now) {
        const data = range.live ? this.#live(range, filter, tag, now) : this.#archived(range, filter, tag, now);
        const trends = new Map(this.#trends.list(filter).map((trend) => [trend.tag, trend]));
        const ranking = data.ranking.map((row) => ({ ...row, trend: trends.get(row.tag) }));
        const line = data.line.map((point) => (point.start + STEP_LENGTH[range.step] > now ? { ...point, running: true } : point));
        return { ...data, ranking, line, detail: tag && this.#about(tag, trends.get(tag), range, filter, now) };
    }

    #about(tag, trend, range, filter, now) {
        this.#detail.refresh(tag, { ...range.query, ...filter }, now);
        return {
            ...this.#detail.answer,
            trend,
            // Only what is live is here per network and language; longer ranges are summed by REST.
            splits: range.live ? this.#hashtags.splits(range, filter, tag) : { networks: [], languages: [] },
        };
    }

    /** Trends, each with its posts per minute of the last hour. */
    #trending(filter, now) {
        const trends = this.#trends.list(filter);
        const hour = liveRange(60 * MINUTE, now);
        return { trends, lines: this.#hashtags.courses(hour, filter, trends.map(({ tag }) => tag)) };
    }

    #live(range, filter, tag, now) {
        this.#question = '';
        this.#authors.refresh({ ...range.query, ...filter }, now);
        const ranking = this.#hashtags.ranking(range, filter, RANKING_SIZE);
        const courses = this.#hashtags.courses(range, filter, ranking.map((row) => row.tag));
        return {
            load: this.#seen ? 'ready' : 'loading',
            ranking: ranking.map((row) => ({ ...row, authors: this.#authors.of(row), course: courses.get(row.tag) })),
            line: this.#hashtags.line(range, filter, tag),
            lineTag: tag,
            activity: this.#activity.totals(range),
            asOf: this.#changedAt,
        };
    }

    #archived(range, filter, tag, now) {
        const question = JSON.stringify([range.name, range.name === 'custom' ? range : '', filter, tag]);
        if (question !== this.#question) {
            this.#question = question;
            this.#askedAt = 0;
            this.#archive.forget();
        }
        if (now - this.#askedAt > ARCHIVE_EVERY) {
            this.#askedAt = now;
            this.#archive.ask(range, filter, tag, RANKING_SIZE);
        }
        const { state, ranking, line, activity, tag: lineTag, at } = this.#archive.answer;
        return { load: state, ranking, line, lineTag, activity, asOf: at };
    }
}
