import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { plainSettings, tracked } from '../model/source-kinds.js';
import { complaintOf } from './complaint.js';
import { Part } from './part.js';
import { stateOf } from './source-state.js';

/** The sources with their states, and what one can tell them. */
class PulsoSourceList extends Part {
    static properties = { leaving: { state: true }, complaint: { state: true } };

    render() {
        const { words, model } = this;
        return html`
            <section class="card" aria-labelledby="sources-title" aria-busy=${model.desk.state === 'loading'}>
                <header class="card-head"><h2 id="sources-title">${words.t('runningSources')}</h2></header>
                <p class="complaint" role="alert">${this.complaint ?? ''}</p>
                ${this.#body()}
            </section>
            ${this.#confirmation()}
        `;
    }

    #body() {
        const { words, model } = this;
        const { state, sources } = model.desk;
        if (state === 'loading') {
            return html`<div class="skeleton short" role="status">${words.t('loading')}</div>`;
        }
        if (state === 'failed' && !sources.length) {
            // Nobody has said that there is none.
            return html`<p class="complaint">${words.t('problem.upstream-away')}</p>`;
        }
        const warning = state === 'failed' ? html`<p class="complaint">${words.t('extractorAway')}</p>` : nothing;
        return sources.length
            ? html`${warning}<ul class="lines sources">${repeat(sources, ({ id }) => id, (source) => this.#source(source))}</ul>`
            : html`${warning}<div class="empty"><strong>${words.t('noSources')}</strong><p>${words.t('noSourcesHint')}</p></div>`;
    }

    #source(source) {
        const { words, frame } = this;
        const settings = plainSettings(source);
        const words_ = tracked(source);
        return html`
            <li data-source=${source.id}>
                <div class="source-head">
                    <h3>${source.id}</h3>
                    <span class="muted">${words.t(`kind.${source.kind}`)}</span>
                    ${stateOf(source, words)}
                </div>
                ${source.cause ? html`<p class="cause" lang="en">${source.cause}</p>` : nothing}
                ${words_.length
                    ? html`<ul class="chips" aria-label=${words.t('trackedTerms')}>${words_.map((word) => html`<li><bdi>${word}</bdi></li>`)}</ul>`
                    : nothing}
                <p class="muted">
                    ${words.t('postsSince', {
                        n: words.number(source.posts ?? 0),
                        ago: words.ago(frame.now - Date.parse(source.since)),
                    })}
                    ${source.rejected ? ` · ${words.t('unreadable', { n: words.number(source.rejected) })}` : nothing}
                    ${settings.map(([name, value]) => html` · ${words.t(`setting.${name}`)}: ${/^\d+$/.test(value) && name !== 'seed' ? words.number(Number(value)) : value}`)}
                </p>
                <div class="actions">
                    ${source.state === 'PAUSED'
                        ? this.#action(source, 'resumeSource', () => this.#tell('resume', source))
                        : this.#action(source, 'pauseSource', () => this.#tell('pause', source))}
                    ${this.#action(source, 'change', () => this.dispatchEvent(new CustomEvent('edit', { detail: source })))}
                    ${this.#action(source, 'delete', () => this.#ask(source))}
                </div>
            </li>
        `;
    }

    #action(source, text, action) {
        const { words } = this;
        return html`
            <button class="button small" type="button" @click=${action}>
                ${words.t(text)}<span class="visually-hidden"> ${source.id}</span>
            </button>
        `;
    }

    async #tell(what, source) {
        this.complaint = '';
        try {
            await this.model.desk[what](source.id);
        } catch (refusal) {
            this.complaint = complaintOf(refusal, this.words);
        }
    }

    async #ask(source) {
        this.leaving = source;
        await this.updateComplete;
        this.querySelector('dialog').showModal();
    }

    #confirmation() {
        const { words } = this;
        return html`
            <dialog aria-labelledby="leaving-title" @close=${this.#answered}>
                <form method="dialog">
                    <h2 id="leaving-title">${words.t('deleteTitle', { id: this.leaving?.id ?? '' })}</h2>
                    <p>${words.t('deleteHint')}</p>
                    <div class="actions">
                        <button class="button" value="keep" autofocus>${words.t('keep')}</button>
                        <button class="button danger" value="delete">${words.t('delete')}</button>
                    </div>
                </form>
            </dialog>
        `;
    }

    #answered = ({ target }) => {
        if (target.returnValue === 'delete') {
            this.#tell('remove', this.leaving);
        }
        target.returnValue = '';
    };
}

customElements.define('pulso-source-list', PulsoSourceList);
