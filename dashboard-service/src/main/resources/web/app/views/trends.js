import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { curve } from './curve.js';
import { saveTrends } from '../model/csv.js';
import { Part } from './part.js';
import { share } from './share.js';
import { trendBadge } from './trend-badge.js';
import { whyOf } from '../model/why.js';

/** Hashtags that are used by many more people than usual: how many more, where they are in their life, and why. */
class PulsoTrends extends Part {
    render() {
        const { words, frame } = this;
        return html`
            <p class="lead">${words.t('trendsLead')}</p>
            ${this.#filters()}
            ${frame.trends.length
                ? html`<ol class="cards">${repeat(frame.trends, ({ tag }) => tag, (trend) => this.#card(trend))}</ol>
                      ${this.#table()}`
                : this.#empty()}
        `;
    }

    #filters() {
        const { words, model, frame } = this;
        const choice = (key, label, all, values, text) => {
            const chosen = model.url.get(key);
            const offered = chosen && !values.includes(chosen) ? [...values, chosen] : values;
            return html`
                <label class="field"><span>${words.t(label)}</span>
                    <select @change=${(event) => model.url.set({ [key]: event.target.value })}>
                        <option value="" .selected=${!chosen}>${words.t(all)}</option>
                        ${offered.map((v) => html`<option value=${v} .selected=${v === chosen}>${text(v)}</option>`)}
                    </select></label>
            `;
        };
        return html`
            <div class="toolbar">
                ${choice('network', 'network', 'allNetworks', frame.facets.networks, (n) => words.networkName(n))}
                ${choice('lang', 'postLanguage', 'allLanguages', frame.facets.languages, (l) => words.languageName(l))}
                <button class="button" type="button" ?disabled=${!frame.trends.length} @click=${() => saveTrends(frame)}>${words.t('csv')}</button>
            </div>
        `;
    }

    #card(trend) {
        const { words, frame, model } = this;
        const most = Math.max(trend.observed, trend.baseline, 1);
        const line = frame.lines.get(trend.tag) ?? [];
        return html`
            <li class="card trend-card" data-trend-tag=${trend.tag} data-trend=${trend.state}>
                <div class="source-head">
                    <h2>
                        <a href=${model.url.link({ view: 'live', tag: trend.tag })}
                            @click=${(event) => model.url.follow(event, { view: 'live', tag: trend.tag })}><bdi>#${trend.display}</bdi></a>
                    </h2>
                    ${trendBadge(trend, words)}
                </div>
                <p class="rate"><strong>${words.decimal(trend.score)}</strong> ${words.t('score')}</p>
                <dl class="against">
                    <div>
                        <dt>${words.t('observed')}</dt>
                        <dd>${words.decimal(trend.observed)}
                            <span class="bar-track" aria-hidden="true"><span class="bar-fill" ${share(trend.observed / most)}></span></span></dd>
                    </div>
                    <div>
                        <dt>${words.t('baseline')}</dt>
                        <dd>${words.decimal(trend.baseline)}
                            <span class="bar-track" aria-hidden="true"><span class="bar-fill usual" ${share(trend.baseline / most)}></span></span></dd>
                    </div>
                </dl>
                <figure>
                    ${curve(line.slice(0, -1))}
                    <figcaption class="muted">${words.t('lastHour')}</figcaption>
                </figure>
                <p class="why">${whyOf(trend, words)}</p>
                ${this.#evidence(trend.evidence)}
                <p class="muted">${this.#about(trend)}</p>
            </li>
        `;
    }

    /** What the score rests on; older processors do not tell. */
    #evidence(evidence) {
        const { words } = this;
        if (!evidence) {
            return nothing;
        }
        const [sample] = (evidence.samplePosts ?? []).filter(({ text }) => text);
        return html`
            <p class="muted">
                ${words.t('trendPosts', { posts: words.number(evidence.posts), authors: words.number(evidence.authors) })}
            </p>
            ${sample ? html`<blockquote class="sample" dir="auto">${sample.text}</blockquote>` : nothing}
        `;
    }

    #about(trend) {
        const { words, frame } = this;
        return [
            words.t('trendSince', { time: words.shortDate(Date.parse(trend.since)) }),
            trend.network && words.networkName(trend.network),
            trend.lang && words.languageName(trend.lang),
            words.t('measured', { ago: words.ago(frame.now - Date.parse(trend.at)) }),
        ]
            .filter(Boolean)
            .join(' · ');
    }

    #table() {
        const { words, frame } = this;
        return html`
            <details class="twin card">
                <summary>${words.t('asTable')}</summary>
                <div class="twin-scroll" tabindex="0" role="group" aria-label=${words.t('view.trends')}>
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">${words.t('hashtag')}</th>
                                <th scope="col">${words.t('state')}</th>
                                <th scope="col" class="figure">${words.t('scoreShort')}</th>
                                <th scope="col" class="figure">${words.t('observed')}</th>
                                <th scope="col" class="figure">${words.t('baseline')}</th>
                            </tr>
                        </thead>
                        <tbody>
                            ${frame.trends.map(
                                (trend) => html`<tr>
                                    <td><bdi>#${trend.display}</bdi></td>
                                    <td>${words.t(`trend.${trend.state}`)}</td>
                                    <td class="figure">${words.decimal(trend.score)}</td>
                                    <td class="figure">${words.decimal(trend.observed)}</td>
                                    <td class="figure">${words.decimal(trend.baseline)}</td>
                                </tr>`,
                            )}
                        </tbody>
                    </table>
                </div>
            </details>
        `;
    }

    #empty() {
        const { words, frame, model } = this;
        if (!frame.seen) {
            return html`<div class="skeleton short" role="status">${words.t('loading')}</div>`;
        }
        const filtered = frame.filter.network || frame.filter.lang;
        return html`
            <div class="card empty">
                <strong>${words.t(filtered ? 'trendsFiltered' : 'trendsEmpty')}</strong>
                ${filtered
                    ? html`<button class="button" type="button" @click=${() => model.url.set({ network: '', lang: '' })}>
                          ${words.t('clearFilters')}
                      </button>`
                    : html`<p>${words.t('trendsEmptyHint')}</p>
                          ${frame.pipeline.stages.some(({ name, status }) => name === 'processing' && status === 'UP') ? nothing : html`<p>${words.t('trendsNoProcessor')}</p>`}`}
            </div>
        `;
    }
}

customElements.define('pulso-trends', PulsoTrends);
