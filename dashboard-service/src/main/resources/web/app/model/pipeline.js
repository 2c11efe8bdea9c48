import { get } from './rest.js';

/** Milliseconds between looks at lag and `caughtUp`, which only REST knows. */
const EVERY = 5_000;
/** Milliseconds after which a component that was heard of counts as gone. Reports come every two seconds. */
const SILENT = 30_000;
const WORST = ['DOWN', 'DEGRADED', 'WARMING', 'UP'];

/** The stages of the pipeline from what the components report and what REST measures. */
export class Pipeline {
    #reports = new Map();
    #lags = {};
    #caughtUp = false;
    #askedAt = 0;
    /** Milliseconds the servers' clock is ahead of this one. */
    #ahead = 0;

    put(reports) {
        for (const report of reports) {
            this.#reports.set(report.component, report);
        }
    }

    replace(reports) {
        this.#reports.clear();
        this.put(reports);
    }

    async refresh(now) {
        if (now - this.#askedAt < EVERY) {
            return;
        }
        this.#askedAt = now;
        try {
            const answer = await get('/v1/pipeline');
            this.#ahead = Date.parse(answer.at) - Date.now();
            this.#lags = Object.fromEntries((answer.stages ?? []).map((stage) => [stage.name, stage.lagRecords]));
            this.#caughtUp = answer.caughtUp === true;
        } catch {
            this.#lags = {};
            this.#caughtUp = false;
        }
    }

    stages(feedState, changesPerSecond) {
        return [
            { name: 'sources', ...this.#component('twitter-extractor', 'ingest-service') },
            { name: 'buffer', status: BUFFER[feedState] ?? 'UNKNOWN', lag: this.#lags.processing },
            { name: 'processing', ...this.#component('spark-processor') },
            { name: 'store', ...this.#component('results-service'), lag: this.#lags.store, caughtUp: this.#caughtUp },
            { name: 'view', status: VIEW[feedState] ?? 'UNKNOWN', changesPerSecond },
        ];
    }

    #component(...names) {
        const known = [...this.#reports.values()].filter((report) =>
            names.some((name) => report.component === name || report.component.startsWith(`${name}/`)),
        );
        const since = Date.now() + this.#ahead - SILENT;
        const reports = known.filter((report) => Date.parse(report.at) > since);
        const silent = known.length > 0 ? 'DOWN' : 'UNKNOWN';
        const status = WORST.find((worst) => reports.some((report) => report.status === worst)) ?? silent;
        return { status, rate: sum(reports, 'PerSecond'), batchMillis: most(reports, 'batchMillis') };
    }
}

const BUFFER = { live: 'UP', stale: 'DOWN' };
const VIEW = { live: 'UP', stale: 'DEGRADED', connecting: 'WARMING', offline: 'DOWN' };

function figures(reports, ending) {
    return reports.flatMap((report) =>
        Object.entries(report.metrics ?? {}).filter(([name]) => name.endsWith(ending)).map(([, value]) => value),
    );
}

function sum(reports, ending) {
    const values = figures(reports, ending);
    return values.length ? values.reduce((a, b) => a + b, 0) : undefined;
}

function most(reports, ending) {
    const values = figures(reports, ending);
    return values.length ? Math.max(...values) : undefined;
}
