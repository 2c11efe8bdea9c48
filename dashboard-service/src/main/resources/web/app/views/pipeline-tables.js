import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Part } from './part.js';
import { stateOf } from './source-state.js';

/** Under the picture: each component with all its figures, the sources, and what is known to be lost. */
class PulsoPipelineTables extends Part {
    render() {
        return html`
            <div class="columns">
                ${this.#components()}
                <div class="side">${this.#sources()} ${this.#gaps()}</div>
            </div>
        `;
    }

    #components() {
        const { words, frame } = this;
        const { components } = frame.pipeline;
        return html`
            <section class="card" aria-labelledby="components-title">
                <header class="card-head"><h2 id="components-title">${words.t('components')}</h2></header>
                ${components.length
                    ? html`<div class="stack">${repeat(components, ({ component }) => component, (one) => this.#component(one))}</div>`
                    : html`<div class="empty"><strong>${words.t('noComponents')}</strong><p>${words.t('noComponentsHint')}</p></div>`}
            </section>
        `;
    }

    #component({ component, status, silent, age, figures }) {
        const { words } = this;
        return html`
            <article class="component" data-status=${status} data-component=${component}>
                <h3><span class="dot" aria-hidden="true"></span>${component}</h3>
                <p class="muted">
                    ${silent ? words.t('silent', { ago: words.ago(age) }) : `${words.t(`status.${status}`)} · ${words.ago(age)}`}
                </p>
                <dl>
                    ${figures.map(
                        ([name, value]) => html`<div><dt>${this.#label(name)}</dt><dd>${this.#value(name, value)}</dd></div>`,
                    )}
                </dl>
            </article>
        `;
    }

    /** A figure nobody has translated yet is still worth showing. */
    #label(name) {
        const { words } = this;
        const spaced = name.replace(/([A-Z])/g, ' $1').toLowerCase();
        return words.has(`metric.${name}`) ? words.t(`metric.${name}`) : spaced;
    }

    #value(name, value) {
        const { words } = this;
        if (name === 'generation' && value > 1e12) {
            return words.dateTime(value);
        }
        return name.endsWith('Millis') ? words.duration(value) : words.decimal(value);
    }

    /** Where nobody has reported, nobody has said that there is none. */
    #none(text) {
        const { words, frame } = this;
        return words.t(frame.pipeline.components.length ? text : 'status.UNKNOWN');
    }

    #sources() {
        const { words, frame, model } = this;
        const { sources } = frame.pipeline;
        return html`
            <section class="card" aria-labelledby="streams-title">
                <header class="card-head">
                    <h2 id="streams-title">${words.t('view.sources')}</h2>
                    <a href=${model.url.link({ view: 'sources' })} @click=${(event) => model.url.follow(event, { view: 'sources' })}>
                        ${words.t('manage')}
                    </a>
                </header>
                ${sources.length
                    ? html`<ul class="lines">
                          ${sources.map(
                              (source) => html`
                                  <li>
                                      <div class="source-head">
                                          <h3>${source.id}</h3>
                                          <span class="muted">${words.networkName(source.kind)}</span>
                                          ${stateOf(source, words)}
                                      </div>
                                      ${source.cause ? html`<p class="muted" lang="en">${source.cause}</p>` : nothing}
                                  </li>
                              `,
                          )}
                      </ul>`
                    : html`<p class="muted">${this.#none('noSources')}</p>`}
            </section>
        `;
    }

    #gaps() {
        const { words, frame } = this;
        const { gaps } = frame.pipeline;
        return html`
            <section class="card gaps" aria-labelledby="gaps-title">
                <header class="card-head"><h2 id="gaps-title">${words.t('gaps')}</h2></header>
                ${gaps.length
                    ? html`<ul class="lines">
                          ${gaps.map(
                              (gap) => html`
                                  <li>
                                      <strong>${gap.source}</strong>
                                      <span class="muted">${words.span(Date.parse(gap.from), Date.parse(gap.to))}</span>
                                      <p lang="en">${gap.reason}</p>
                                  </li>
                              `,
                          )}
                      </ul>`
                    : html`<p class="muted">${this.#none('noGaps')}</p>`}
            </section>
        `;
    }
}

customElements.define('pulso-pipeline-tables', PulsoPipelineTables);
