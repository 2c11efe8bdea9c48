import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { curve } from './curve.js';
import { Part } from './part.js';
import { share } from './share.js';
import { trendBadge } from './trend-badge.js';
import { glide, places } from './glide.js';

/** Milliseconds between two spoken changes of the leader: news, not noise. */
const SPEAK_EVERY = 30_000;

const narrow = matchMedia('(max-width: 68rem)');

/** The ranking. Rows glide to their new place; a tag opens its time line. */
class PulsoRanking extends Part {
    #before = new Map();
    #leader = '';
    #spokenAt = 0;
    #spoken = '';

    willUpdate() {
        this.#before = places(this);
        const leader = this.frame.ranking[0]?.tag ?? '';
        if (leader !== this.#leader) {
            if (this.#leader && leader && this.frame.now - this.#spokenAt > SPEAK_EVERY) {
                this.#spokenAt = this.frame.now;
                this.#spoken = this.words.t('newLeader', { tag: leader });
            }
            this.#leader = leader;
        }
    }

    updated() {
        glide(this, this.#before);
    }

    render() {
        const { words, frame } = this;
        const most = frame.ranking[0]?.posts ?? 1;
        return html`
            <section class="card ranking" aria-labelledby="ranking-title" aria-busy=${frame.load === 'loading'}>
                <header class="card-head">
                    <h2 id="ranking-title">${words.t('ranking')}</h2>
                    <p class="muted">
                        ${words.span(frame.range.from, frame.range.to)}
                        ${frame.asOf ? html`<span class="as-of">· ${words.t('asOf', { time: words.clock(frame.asOf) })}</span>` : nothing}
                        ${frame.load === 'failed' && frame.ranking.length ? html`<strong class="warning">· ${words.t('notRefreshed')}</strong>` : nothing}
                    </p>
                </header>
                <p class="visually-hidden" role="status">${this.#spoken}</p>
                ${frame.ranking.length ? this.#table(most) : this.#empty()}
            </section>
        `;
    }

    #table(most) {
        const { words, frame } = this;
        return html`
            <table>
                <thead>
                    <tr>
                        <th scope="col" class="rank"><abbr title=${words.t('rank')}>#</abbr></th>
                        <th scope="col" class="moved"><span class="visually-hidden">${words.t('movement')}</span></th>
                        <th scope="col">${words.t('hashtag')}</th>
                        ${frame.range.live ? html`<th scope="col" class="course wide-only">${words.t('course')}</th>` : nothing}
                        <th scope="col" class="figure">${words.t('posts')}</th>
                        <th scope="col" class="figure wide-only">${words.t('reposts')}</th>
                        <th scope="col" class="figure wide-only">${words.t('authors')}</th>
                    </tr>
                </thead>
                <tbody>
                    ${repeat(frame.ranking, (row) => row.tag, (row, index) => this.#row(row, index, most))}
                </tbody>
            </table>
        `;
    }

    #row(row, index, most) {
        const { words, frame } = this;
        const chosen = row.tag === frame.lineTag;
        return html`
            <tr data-tag=${row.tag} class=${chosen ? 'chosen' : ''}>
                <td class="rank">${words.number(index + 1)}</td>
                <td class="moved">${this.#moved(row.moved)}</td>
                <td class="tag">
                    <button type="button" aria-pressed=${chosen} @click=${() => this.#choose(row.tag)}>
                        <bdi title=${row.display.length > 24 ? `#${row.display}` : nothing}>#${row.display}</bdi>
                    </button>
                    ${row.trend && frame.range.live ? trendBadge(row.trend, words) : nothing}
                    <span class="bar-track" aria-hidden="true"><span class="bar-fill" ${share(row.posts / most)}></span></span>
                </td>
                ${frame.range.live ? html`<td class="course wide-only">${curve((row.course ?? []).slice(0, -1))}</td>` : nothing}
                <td class="figure posts">${words.number(row.posts)}</td>
                <td class="figure wide-only">${words.number(row.reposts)}</td>
                <td class="figure wide-only">${row.authors === undefined ? '–' : words.number(row.authors)}</td>
            </tr>
        `;
    }

    #moved(places) {
        const { words, frame } = this;
        if (!frame.range.live || places === 0) {
            return nothing;
        }
        if (places === null) {
            return html`<span class="badge">${words.t('new')}</span>`;
        }
        const direction = places > 0 ? 'up' : 'down';
        const n = words.number(Math.abs(places));
        return html`
            <span class="arrow ${direction}">
                <span aria-hidden="true">${places > 0 ? '▲' : '▼'}${n}</span>
                <span class="visually-hidden">${words.t(direction, { n })}</span>
            </span>
        `;
    }

    /** Where the detail stands below the whole ranking, it would open unseen. */
    async #choose(tag) {
        const opens = this.frame.tag !== tag;
        this.model.url.set({ tag: opens ? tag : '' });
        await this.updateComplete;
        if (opens && narrow.matches) {
            document.querySelector('pulso-timeline').scrollIntoView();
        }
    }

    #empty() {
        const { words, frame, model } = this;
        if (frame.load === 'loading') {
            return html`<div class="skeleton" role="status">${words.t('loading')}</div>`;
        }
        if (frame.load === 'failed') {
            return html`<div class="empty"><strong>${words.t('failed')}</strong><p>${words.t('offlineDetail')}</p></div>`;
        }
        const filtered = frame.filter.network || frame.filter.lang;
        return html`
            <div class="empty">
                <strong>${words.t(filtered ? 'rankingFiltered' : 'rankingEmpty')}</strong>
                ${filtered
                    ? html`<button class="button" type="button" @click=${() => model.url.set({ network: '', lang: '' })}>
                          ${words.t('clearFilters')}
                      </button>`
                    : html`<p>${words.t('rankingEmptyHint')}</p>`}
            </div>
        `;
    }
}

customElements.define('pulso-ranking', PulsoRanking);
