import { html, nothing } from 'lit';
import { LineChart } from './line-chart.js';
import { saveLine } from '../model/csv.js';
import { Part } from './part.js';

/** Posts over time, of one hashtag or of all, as a chart and as its table twin. */
class PulsoTimeline extends Part {
    #chart;

    updated() {
        const canvas = this.querySelector('.chart');
        if (!this.#chart && canvas) {
            this.#chart = new LineChart(canvas);
        }
        this.#chart?.draw(this.frame.line, this.words, this.#label());
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        this.#chart?.dispose();
        this.#chart = undefined;
    }

    render() {
        const { words, frame, model } = this;
        const { posts, reposts, peak } = totals(frame.line);
        // Before an answer there is no figure, which is not nought.
        const known = frame.load !== 'loading' && frame.line.length > 0;
        const figure = (n) => (known ? words.number(n) : '–');
        const { authors } = frame.ranking.find(({ tag }) => frame.tag && tag === frame.tag) ?? {};
        return html`
            <section class="card" aria-labelledby="timeline-title">
                <header class="card-head">
                    <div>
                        <h2 id="timeline-title"><bdi>${this.#label()}</bdi></h2>
                        <p class="muted">${words.t('postsPerStep', { step: words.t(`step.${frame.range.step}`) })}</p>
                    </div>
                    ${frame.tag
                        ? html`<button class="button" type="button" @click=${() => model.url.set({ tag: '' })}>
                              ${words.t('close')}
                          </button>`
                        : nothing}
                </header>
                <dl class="figures">
                    <div><dt data-key="posts">${words.t('totalPosts')}</dt><dd>${figure(posts)}</dd></div>
                    <div><dt data-key="reposts">${words.t('reposts')}</dt><dd>${figure(reposts)}</dd></div>
                    ${authors === undefined ? nothing : html`<div><dt>${words.t('authors')}</dt><dd>${words.number(authors)}</dd></div>`}
                    <div><dt>${words.t('peak')}</dt><dd>${figure(peak?.posts ?? 0)}</dd></div>
                </dl>
                <div class="chart" role="img" aria-label=${this.#summary(posts, peak)}></div>
                ${frame.tag || !frame.range.live ? nothing : html`<p class="muted hint">${words.t('allHint')}</p>`}
                ${this.#table()}
            </section>
        `;
    }

    #label() {
        const { frame, words } = this;
        const row = frame.ranking.find(({ tag }) => tag === frame.lineTag);
        return frame.lineTag ? `#${row?.display ?? frame.lineTag}` : words.t('allHashtags');
    }

    #summary(posts, peak) {
        const { words } = this;
        return `${this.#label()}: ${words.t('chartSummary', {
            n: words.number(posts),
            time: peak ? words.time(peak.start) : '–',
            max: words.number(peak?.posts ?? 0),
        })}`;
    }

    #table() {
        const { words, frame } = this;
        return html`
            <details class="twin">
                <summary>${words.t('asTable')}</summary>
                <div class="twin-scroll" tabindex="0" role="group" aria-label=${this.#label()}>
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">${words.t('time')} (${words.zone(frame.now)})</th>
                                <th scope="col" class="figure">${words.t('posts')}</th>
                                <th scope="col" class="figure">${words.t('reposts')}</th>
                            </tr>
                        </thead>
                        <tbody>
                            ${[...frame.line].reverse().map(
                                (point) => html`
                                    <tr>
                                        <td>${words.shortDate(point.start)}${point.running ? html` <span class="muted">${words.t('soFar')}</span>` : nothing}</td>
                                        <td class="figure">${words.number(point.posts)}</td>
                                        <td class="figure">${words.number(point.reposts)}</td>
                                    </tr>
                                `,
                            )}
                        </tbody>
                    </table>
                </div>
                <button class="button small" type="button" @click=${() => saveLine(frame)}>${words.t('csvLine')}</button>
            </details>
        `;
    }
}

function totals(line) {
    let peak;
    let posts = 0;
    let reposts = 0;
    for (const point of line) {
        posts += point.posts;
        reposts += point.reposts;
        peak = !peak || point.posts > peak.posts ? point : peak;
    }
    return { posts, reposts, peak };
}

customElements.define('pulso-timeline', PulsoTimeline);
