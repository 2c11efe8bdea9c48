import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { complaintOf } from './complaint.js';
import { Part } from './part.js';

/** Replays shown; the extractor keeps more. */
const SHOWN = 12;
/** Errors shown of one replay; the rest is told as a number. */
const ERRORS = 50;
const NONE = { loading: 'loading', ready: 'noReplays', failed: 'problem.upstream-away' };
const TONES = { RUNNING: 'wait', DONE: 'good', FAILED: 'bad', CANCELLED: 'still' };

/** Files on their way and replays, with progress and what went wrong. */
class PulsoReplayList extends Part {
    static properties = { complaint: { state: true } };

    render() {
        const { words, model } = this;
        const { uploads, replays, state } = model.desk;
        const none = uploads.length + replays.length === 0 ? NONE[state] : undefined;
        return html`
            <section class="card" aria-labelledby="replays-title">
                <header class="card-head"><h2 id="replays-title">${words.t('replays')}</h2></header>
                <p class="complaint" role="alert">${this.complaint ?? ''}</p>
                ${none ? html`<p class="muted">${words.t(none)}</p>` : nothing}
                <ul class="lines">
                    ${uploads.map((upload) => this.#upload(upload))}
                    ${repeat(replays.slice(0, SHOWN), ({ id }) => id, (replay) => this.#replay(replay))}
                </ul>
            </section>
        `;
    }

    #upload(upload) {
        const { words, model } = this;
        const { file, sent, failure } = upload;
        const name = words.t('uploading', { file: file.name });
        return html`
            <li class="upload">
                <div class="source-head">
                    <h3>${file.name}</h3>
                    <span class="badge" data-tone=${failure ? 'bad' : 'wait'}>${words.t(failure ? 'refused' : 'sending')}</span>
                </div>
                ${failure
                    ? html`<p class="cause" role="alert">${failure === 'network' ? words.t('extractorAway') : failure}</p>`
                    : html`<progress aria-label=${name} max=${file.size || 1} .value=${sent}></progress>
                          <p class="muted">${words.t('sentOf', { n: words.megabytes(sent), total: words.megabytes(file.size) })}</p>`}
                <div class="actions">
                    <button class="button small" type="button" @click=${() => model.desk.dismiss(upload)}>
                        ${words.t(failure ? 'dismiss' : 'cancel')}<span class="visually-hidden"> ${file.name}</span>
                    </button>
                </div>
            </li>
        `;
    }

    #replay(replay) {
        const { words, model } = this;
        const name = model.desk.names.get(replay.id);
        const running = replay.state === 'RUNNING';
        return html`
            <li data-replay=${replay.id} data-state=${replay.state}>
                <div class="source-head">
                    <h3>${name ?? html`<code>${replay.id}</code>`}</h3>
                    <span class="muted">${words.t(`format.${replay.format}`)}</span>
                    <span class="badge" data-tone=${TONES[replay.state]}>${words.t(`replay.${replay.state}`)}</span>
                </div>
                ${running ? html`<progress aria-label=${words.t('reading', { id: replay.id })}></progress>` : nothing}
                <p class="counts">
                    ${this.#count('read', replay.read)} ${this.#count('accepted', replay.accepted)}
                    ${this.#count('rejected', replay.rejected)} ${replay.ignored ? this.#count('ignored', replay.ignored) : nothing}
                </p>
                <p class="muted">${this.#when(replay)}</p>
                ${replay.errors?.length ? this.#errors(replay) : nothing}
                ${running
                    ? html`<div class="actions">
                          <button class="button small" type="button" @click=${() => this.#cancel(replay)}>
                              ${words.t('cancel')}<span class="visually-hidden"> ${replay.id}</span>
                          </button>
                      </div>`
                    : nothing}
            </li>
        `;
    }

    #count(name, value) {
        return html`<span data-count=${name}><strong>${this.words.number(value)}</strong> ${this.words.t(`count.${name}`)}</span>`;
    }

    #when({ startedAt, finishedAt, read }) {
        const { words, frame } = this;
        const end = finishedAt ? Date.parse(finishedAt) : frame.now;
        const seconds = Math.max(0.001, (end - Date.parse(startedAt)) / 1000);
        const pace = words.t('perSecond', { n: words.compact(read / seconds) });
        return `${words.t('started', { ago: words.ago(frame.now - Date.parse(startedAt)) })} · ${words.duration(seconds * 1000)} · ${pace}`;
    }

    #errors({ id, errors, rejected }) {
        const { words } = this;
        return html`
            <details class="twin">
                <summary>${words.t('errorsOf', { n: words.number(Math.max(rejected, errors.length)) })}</summary>
                <div class="twin-scroll" tabindex="0" role="group" aria-label=${words.t('errorsIn', { id })}>
                    <table>
                        <thead><tr><th scope="col">${words.t('line')}</th><th scope="col">${words.t('reason')}</th></tr></thead>
                        <tbody>
                            ${errors.slice(0, ERRORS).map(
                                (error) => html`<tr>
                                    <td>${error.line > 0 ? words.number(error.line) : words.t('wholeFile')}</td>
                                    <td><code>${error.code}</code> <span lang="en">${error.detail}</span></td>
                                </tr>`,
                            )}
                        </tbody>
                    </table>
                </div>
            </details>
        `;
    }

    async #cancel({ id }) {
        this.complaint = '';
        try {
            await this.model.desk.cancel(id);
        } catch (refusal) {
            this.complaint = complaintOf(refusal, this.words);
        }
    }
}

customElements.define('pulso-replay-list', PulsoReplayList);
