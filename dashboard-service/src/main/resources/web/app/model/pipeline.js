import { ordered } from './ordered.js';
import { get } from './rest.js';

/** Milliseconds between looks at lag and `caughtUp`, which only REST knows. */
const EVERY = 5_000;
/** Milliseconds after which a component that was heard of counts as gone. Reports come every two seconds. */
const SILENT = 30_000;
/** Milliseconds after which a component that has not been heard of is not shown any more: it was taken away. */
const GONE = 3_600_000;
/** Rates remembered per component, for its curve. */
const CURVE = 60;
const WORST = ['DOWN', 'DEGRADED', 'WARMING', 'UP'];
/** What flows, what waits, how long it takes; then what was done so far. */
const FIGURES = ['postsPerSecond', 'eventsPerSecond', 'rowsPerSecond', 'deltasPerSecond', 'lagRecords', 'lagSeconds', 'batchMillis', 'records'];
const NOTHING_KNOWN = { stages: [] };
/** What has to read something before all is counted, in the order of the way. */
const OWING = ['processing', 'store', 'facts'];

/** The stages of the pipeline from what the components report and what REST measures. */
export class Pipeline {
    #reports = new Map();
    #curves = new Map();
    #rest = NOTHING_KNOWN;
    #askedAt = 0;
    /** Milliseconds the servers' clock is ahead of this one. */
    #ahead = 0;

    put(reports) {
        for (const report of reports) {
            const known = this.#reports.get(report.component);
            if (!known || Date.parse(known.at) <= Date.parse(report.at)) {
                this.#reports.set(report.component, report);
                this.#remember(report);
            }
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
            this.#rest = await get('/v1/pipeline');
            this.#ahead = Date.parse(this.#rest.at) - Date.now() || 0;
        } catch {
            this.#rest = NOTHING_KNOWN;
        }
    }

    /** Everything about the pipeline at one moment. */
    picture(feedState, changesPerSecond, changedAt) {
        const components = this.#components();
        const of = (...names) => stage(components.filter(({ component }) => names.includes(component.split('/')[0])));
        return {
            /** True, false, or undefined while REST does not answer. */
            caughtUp: this.#rest.caughtUp,
            owed: OWING.map((name) => ({ name, lag: this.#measured(name).lag })).filter(({ lag }) => lag > 0),
            components,
            gaps: components
                .flatMap(({ gaps }) => gaps)
                .sort((a, b) => Date.parse(b.to ?? b.from) - Date.parse(a.to ?? a.from)),
            sources: components.flatMap(({ sources }) => sources),
            stages: [
                { name: 'sources', ...of('twitter-extractor', 'ingest-service') },
                { name: 'buffer', status: BUFFER[feedState] ?? 'UNKNOWN', ...this.#measured('processing') },
                { name: 'processing', ...of('spark-processor') },
                {
                    name: 'store',
                    ...of('results-service'),
                    ...this.#measured('store'),
                    caughtUp: this.#rest.caughtUp === true,
                },
                { name: 'view', status: VIEW[feedState] ?? 'UNKNOWN', changesPerSecond, age: changedAt && Date.now() - changedAt },
            ],
        };
    }

    /** What REST measured at a stage: records waiting, per partition too, and the age of the newest record done. */
    #measured(name) {
        const measured = (this.#rest.stages ?? []).find((known) => known.name === name);
        const newest = Date.parse(measured?.newest);
        return {
            lag: measured?.lagRecords,
            waiting: Object.entries(measured?.lag ?? {}).filter(([, records]) => records > 0),
            age: newest ? this.#age(newest) : undefined,
        };
    }

    #components() {
        return [...this.#reports.values()]
            .map((report) => this.#component(report))
            .filter(({ age }) => age < GONE)
            .sort((a, b) => a.component.localeCompare(b.component));
    }

    #component(report) {
        const age = this.#age(Date.parse(report.at));
        const figures = ordered(report.metrics, FIGURES);
        return {
            component: report.component,
            status: age < SILENT ? report.status : 'DOWN',
            silent: age >= SILENT,
            age,
            rate: rateOf(report),
            batchMillis: report.metrics?.batchMillis,
            figures,
            gaps: report.gaps ?? [],
            sources: report.sources ?? [],
            curve: this.#curves.get(report.component) ?? [],
        };
    }

    #remember(report) {
        const rate = rateOf(report);
        if (rate !== undefined) {
            const curve = this.#curves.get(report.component) ?? [];
            this.#curves.set(report.component, [...curve, rate].slice(-CURVE));
        }
    }

    #age(time) {
        return Math.max(0, Date.now() + this.#ahead - time);
    }
}

const BUFFER = { live: 'UP', stale: 'DOWN' };
const VIEW = { live: 'UP', stale: 'DEGRADED', connecting: 'WARMING', offline: 'DOWN' };

/** A stage from its components: what is silent does not count as long as another one speaks. */
function stage(components) {
    const speaking = components.filter(({ silent }) => !silent);
    const silent = components.length > 0 ? 'DOWN' : 'UNKNOWN';
    const rates = speaking.flatMap(({ rate }) => rate ?? []);
    const batches = speaking.flatMap(({ batchMillis }) => batchMillis ?? []);
    return {
        status: WORST.find((worst) => speaking.some(({ status }) => status === worst)) ?? silent,
        rate: rates.length ? sum(rates) : undefined,
        batchMillis: batches.length ? Math.max(...batches) : undefined,
        curve: sumOfCurves(speaking.map(({ curve }) => curve)),
        components,
    };
}

function rateOf(report) {
    const rates = Object.entries(report.metrics ?? {}).filter(([name]) => name.endsWith('PerSecond'));
    return rates.length ? sum(rates.map(([, value]) => value)) : undefined;
}

/** Curves end now; what is shorter began later. */
function sumOfCurves(curves) {
    const length = Math.max(0, ...curves.map((curve) => curve.length));
    return Array.from({ length }, (_, index) => sum(curves.map((curve) => curve.at(index - length) ?? 0)));
}

function sum(values) {
    return values.reduce((a, b) => a + b, 0);
}
