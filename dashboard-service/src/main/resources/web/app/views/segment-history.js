import { html, nothing } from 'lit';
import { Part } from './part.js';
import { verdictBadge } from './verdict-badge.js';
import { verdictReasons } from './verdict-reasons.js';

/** Runs shown. */
const RUNS = 20;

/** Every training run and what became of it; a version opens in the view above. */
class PulsoSegmentHistory extends Part {
    static properties = { runs: { attribute: false }, serving: { attribute: false }, shown: { attribute: false } };

    render() {
        const { words, runs } = this;
        return html`
            <section class="card" aria-labelledby="history-title">
                <header class="card-head"><h2 id="history-title">${words.t('history')}</h2></header>
                <ol class="lines history">${runs.slice(0, RUNS).map((run) => this.#run(run))}</ol>
            </section>
        `;
    }

    #run(run) {
        const { words, model, serving, shown } = this;
        const silhouette = run.metrics?.silhouette;
        return html`
            <li data-version=${run.version}>
                <div class="source-head">
                    <h3>
                        <a href=${model.url.link({ version: String(run.version) })} aria-current=${run.version === shown ? 'true' : nothing}
                            @click=${(event) => model.url.follow(event, { version: String(run.version) })}>${words.t('version', { n: run.version })}</a>
                    </h3>
                    ${run.version === serving ? html`<span class="muted">${words.t('inUse')}</span>` : nothing}
                    ${verdictBadge(run.verdict, words)}
                </div>
                <p class="muted">
                    ${run.finishedAt ? words.dateTime(Date.parse(run.finishedAt)) : '–'} · ${this.#found(run)}
                    ${silhouette === undefined ? nothing : html` · ${words.t('quality.silhouette')} ${words.exact(silhouette)}`}
                </p>
                ${verdictReasons(run, words)}
                ${run.lineage?.length ? html`<p class="muted">${run.lineage.map((change) => this.#change(change)).join(' · ')}</p>` : nothing}
            </li>
        `;
    }

    #found({ entities, segments, segmentCount }) {
        const { words } = this;
        const found = segments?.length ?? segmentCount ?? 0;
        return words.t(found ? 'entitiesIn' : 'entitiesOnly', { n: words.number(entities ?? 0), segments: words.number(found) });
    }

    #change({ kind, segment, others = [] }) {
        return this.words.t(`lineage.${kind}`, { segment, others: others.join(', ') });
    }
}

customElements.define('pulso-segment-history', PulsoSegmentHistory);
