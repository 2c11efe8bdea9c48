import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Part } from './part.js';
import { share } from './share.js';
import { trendBadge } from './trend-badge.js';
import { whyOf } from '../model/why.js';

/** Characters of an author's key that are shown: enough to tell two apart, too few to look one up. */
const KEY = 6;

/** What is behind a tag: why it trends, where it is used, with which other tags, and example posts. */
class PulsoTagDetail extends Part {
    render() {
        const { frame } = this;
        return html`${this.#trend(frame.detail.trend)} ${this.#related()} ${this.#splits()} ${this.#posts()}`;
    }

    #trend(trend) {
        const { words } = this;
        return trend
            ? html`<section class="card trend-note" aria-label=${words.t('trend')}>
                  ${trendBadge(trend, words)}
                  <p>${whyOf(trend, words)}</p>
              </section>`
            : nothing;
    }

    #related() {
        const { words, frame, model } = this;
        const { related } = frame.detail;
        return related.length
            ? html`<section class="card" aria-labelledby="related-title">
                  <header class="card-head">
                      <h2 id="related-title">${words.t('related')}</h2>
                      ${related.some(({ share: part }) => part !== undefined) ? html`<p class="muted">${words.t('relatedHint')}</p>` : nothing}
                  </header>
                  <ul class="chips plain">
                      ${related.map(
                          (row) => html`<li>
                              <button class="chip" type="button" @click=${() => model.url.set({ tag: row.tag })}>
                                  <bdi>#${row.display ?? row.tag}</bdi>
                                  ${row.share === undefined ? nothing : html`<span class="muted">${words.percent(row.share)}</span>`}
                                  ${row.variant ? html`<span class="badge">${words.t('variant')}</span>` : nothing}
                              </button>
                          </li>`,
                      )}
                  </ul>
              </section>`
            : nothing;
    }

    #splits() {
        const { words, frame } = this;
        const { networks, languages } = frame.detail.splits;
        return networks.length
            ? html`<section class="card" aria-labelledby="splits-title">
                  <header class="card-head"><h2 id="splits-title">${words.t('whereFrom')}</h2></header>
                  <div class="splits">
                      <div>${this.#split(words.t('network'), networks, (name) => words.networkName(name))}</div>
                      <div>${this.#split(words.t('postLanguage'), languages, (code) => words.languageName(code))}</div>
                  </div>
              </section>`
            : nothing;
    }

    #split(title, rows, name) {
        const { words } = this;
        const total = rows.reduce((sum, row) => sum + row.posts, 0);
        return html`
            <h3>${title}</h3>
            <dl class="split" aria-label=${title}>
                ${rows.slice(0, 4).map(
                    (row) => html`<div>
                        <dt>${name(row.name)}</dt>
                        <dd>
                            <span class="bar-track" aria-hidden="true"><span class="bar-fill second" ${share(row.posts / total)}></span></span>
                            ${words.wholePercent(row.posts / total)}
                        </dd>
                    </div>`,
                )}
            </dl>
        `;
    }

    #posts() {
        const { words, frame } = this;
        const { state, posts } = frame.detail;
        return html`
            <section class="card" aria-labelledby="posts-title" aria-busy=${state === 'loading'}>
                <header class="card-head"><h2 id="posts-title">${words.t('examplePosts')}</h2></header>
                ${posts.length
                    ? html`<ul class="lines posts-of">${repeat(posts, (post) => `${post.network}:${post.postId}`, (post) => this.#post(post))}</ul>`
                    : html`<p class="muted" role="status">${words.t(NO_POSTS[state])}</p>`}
            </section>
        `;
    }

    #post(post) {
        const { words } = this;
        const at = Date.parse(post.createdAt);
        return html`
            <li>
                <p class="muted">
                    ${words.t('author')} <code>${masked(post.authorKey)}</code> · ${words.networkName(post.network)}
                    ${post.lang && post.lang !== 'und' ? html` · ${words.languageName(post.lang)}` : nothing} · <time datetime=${post.createdAt}>${words.shortDate(at)}</time>
                </p>
                ${post.text
                    ? html`<p class="text" lang=${post.lang && post.lang !== 'und' ? post.lang : nothing} dir="auto">${post.text}</p>`
                    : html`<p class="muted">${words.t('noText')}</p>`}
                ${/^https?:/.test(post.uri ?? '')
                    ? html`<p><a href=${post.uri} target="_blank" rel="noopener noreferrer">${words.t('openPost')}</a></p>`
                    : nothing}
            </li>
        `;
    }
}

const NO_POSTS = { loading: 'loading', failed: 'failed', ready: 'noPosts' };

/** The key in front names the secret, not the author. */
function masked(authorKey) {
    return authorKey ? `${authorKey.split(':').at(-1).slice(0, KEY)}…` : '–';
}

customElements.define('pulso-tag-detail', PulsoTagDetail);
