import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { saveCsv } from '../model/csv.js';
import { ordered } from '../model/ordered.js';
import { Terms } from '../model/terms.js';
import { Part } from './part.js';
import { verdictBadge } from './verdict-badge.js';
import { verdictReasons } from './verdict-reasons.js';
import './member-lookup.js';
import './segment-card.js';
import './segment-evidence.js';
import './segment-history.js';
import './segment-map.js';
import './segment-movements.js';
import './train-order.js';

/** The gate's in its order, then the others. */
const METRICS = ['silhouette', 'stability', 'smallestShare', 'churn', 'gap', 'psi'];

/** What ships with Pulso, for a store that has not seen a run of any. */
const SHIPPED = ['customers', 'authors'];

/** Segmentations: what groups there are, what makes them, who moves between them, and how they came to be. */
class PulsoSegments extends Part {
    /** What is shown to who asks for none. */
    #first;

    connectedCallback() {
        super.connectedCallback();
        this.model.segments.addEventListener('change', this.#onChange);
        this.model.segments.watch();
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        this.model.segments.removeEventListener('change', this.#onChange);
        this.model.segments.unwatch();
    }

    #onChange = () => this.requestUpdate();

    render() {
        const { words, model } = this;
        const names = model.segments.names();
        return html`
            <p class="lead">${words.t('segmentsLead')}</p>
            ${names.length ? this.#segmentation(names) : this.#empty()}
        `;
    }

    #segmentation(names) {
        const { words, model } = this;
        const name = this.#chosen(names);
        const runs = model.segments.runs(name);
        const serving = model.segments.serving(name);
        const shown = runs.find(({ version }) => String(version) === model.url.get('version'))
            ?? runs.find(({ version }) => version === serving)
            ?? runs[0];
        model.segments.load(name, shown.version);
        return html`
            <div class="toolbar">
                ${this.#choice(names, name)}
                <button class="button" type="button" @click=${() => this.#save(name)}>${words.t('csvSegments')}</button>
            </div>
            ${this.#summary(shown, runs[0], serving)}
            ${shown.segments?.length
                ? html`<ol class="cards segment-cards">
                          ${shown.segments.map(
                              (segment, index) => html`<li>
                                  <pulso-segment-card .words=${words} .model=${model} .run=${shown} .segment=${segment} .index=${index}></pulso-segment-card>
                              </li>`,
                          )}
                      </ol>
                      <div class="columns even">
                          <pulso-segment-map .words=${words} .run=${shown}></pulso-segment-map>
                          <div class="side-by">
                              <pulso-member-lookup .words=${words} .model=${model} .run=${shown} .entity=${model.url.get('member')}></pulso-member-lookup>
                              <pulso-segment-movements .words=${words} .run=${shown} .movements=${model.segments.movements(name)}></pulso-segment-movements>
                          </div>
                      </div>`
                : nothing}
            <pulso-segment-history .words=${words} .model=${model} .runs=${runs} .serving=${serving} .shown=${shown.version}></pulso-segment-history>
        `;
    }

    /** The one asked for; else the first that serves, which then stays while others arrive. */
    #chosen(names) {
        const { segments, url } = this.model;
        const wanted = [url.get('segmentation'), this.#first].find((one) => names.includes(one));
        if (wanted) {
            return wanted;
        }
        this.#first = names.find((one) => segments.serving(one) != null);
        return this.#first ?? names[0];
    }

    #choice(names, chosen) {
        const { words, model } = this;
        return html`
            <fieldset class="segments">
                <legend class="visually-hidden">${words.t('segmentation')}</legend>
                ${repeat(
                    names,
                    // By name: where another comes before it, what has the focus stays what it is.
                    (name) => name,
                    (name) => html`<label>
                        <input type="radio" name="segmentation" value=${name} .checked=${name === chosen}
                            @change=${() => model.url.set({ segmentation: name, version: '', member: '' })} />
                        <span>${this.#called(name)}</span>
                    </label>`,
                )}
            </fieldset>
        `;
    }

    #summary(shown, newest, serving) {
        const { words, model } = this;
        const refused = newest.version > shown.version && newest.verdict !== 'PROMOTED';
        return html`
            <section class="card run" aria-labelledby="run-title">
                <div class="source-head">
                    <h2 id="run-title">${words.t('version', { n: shown.version })}</h2>
                    <span class="muted">${words.t(shown.version === serving ? 'inUse' : 'notInUse')}</span>
                    ${verdictBadge(shown.verdict, words)}
                </div>
                <dl class="figures">
                    <div><dt>${words.t('entities')}</dt><dd>${words.number(shown.entities ?? 0)}</dd></div>
                    <div><dt>${words.t('segmentCount')}</dt><dd>${words.number(shown.segments?.length ?? shown.segmentCount ?? 0)}</dd></div>
                    ${ordered(shown.metrics, METRICS).filter(([name]) => !name.includes('.')).map(
                        ([name, value]) => html`<div><dt>${this.#metric(name)}</dt><dd>${words.exact(value)}</dd></div>`,
                    )}
                </dl>
                <p class="muted">${this.#origin(shown)}</p>
                ${verdictReasons(shown, words)}
                <pulso-segment-evidence .words=${words} .run=${shown}></pulso-segment-evidence>
                ${shown.version !== serving && serving != null
                    ? html`<p><a href=${model.url.link({ version: '' })} @click=${(e) => model.url.follow(e, { version: '' })}>${words.t('showServing', { n: serving })}</a></p>`
                    : nothing}
                ${refused
                    ? html`<div class="notice"><p>${verdictBadge(newest.verdict, words)} ${words.t('newestRefused', { n: newest.version })}</p>
                          ${verdictReasons(newest, words)}</div>`
                    : nothing}
                <pulso-train-order .words=${words} .model=${model} .names=${[shown.segmentation]} .called=${this.#called}></pulso-train-order>
            </section>
        `;
    }

    /** As its definition calls it in the language of the page; lists tell of runs without their words. */
    #called = (name) => {
        const { words, model } = this;
        const told = model.segments.runs(name).find((run) => run.words);
        const key = `shipped.${name}`;
        return told ? new Terms(told, words).term(name) : words.has(key) ? words.t(key) : name;
    };

    #metric(name) {
        const { words } = this;
        return words.has(`quality.${name}`) ? words.t(`quality.${name}`) : name;
    }

    #origin(run) {
        const { words } = this;
        const data = run.dataFrom && run.dataTo
            ? words.t('dataOf', { span: words.days(Date.parse(run.dataFrom), Date.parse(run.dataTo)) })
            : '';
        const trained = run.finishedAt ? words.t('trained', { time: words.shortDate(Date.parse(run.finishedAt)) }) : '';
        return [trained, data, run.records != null && words.t('fromRecords', { n: words.number(run.records) })].filter(Boolean).join(' · ');
    }

    async #save(name) {
        await saveCsv(this.model.segments.segmentsCsv(name), `pulso-${name}-segments.csv`).catch(() => {});
    }

    #empty() {
        const { words, model } = this;
        if (model.segments.state === 'loading') {
            return html`<div class="skeleton short" role="status">${words.t('loading')}</div>`;
        }
        return model.segments.state === 'failed'
            ? html`<div class="card empty" role="status"><strong>${words.t('failed')}</strong><p>${words.t('problem.upstream-away')}</p></div>`
            : html`<div class="card empty">
                  <strong>${words.t('segmentsEmpty')}</strong>
                  <p>${words.t('segmentsEmptyHint')}</p>
                  <p>${words.t('segmentsEmptyMore')}</p>
                  <pulso-train-order .words=${words} .model=${model} .names=${SHIPPED} .called=${this.#called}></pulso-train-order>
              </div>`;
    }
}

customElements.define('pulso-segments', PulsoSegments);
