import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { KINDS, settingsOf } from '../model/source-kinds.js';
import { complaintOf } from './complaint.js';
import { Part } from './part.js';

/** Adds a source, or changes the one in `edited`. */
class PulsoSourceForm extends Part {
    /** Grows when the form is to start empty. */
    #round = 0;

    static properties = { edited: { attribute: false }, kind: { state: true }, complaint: { state: true }, said: { state: true } };

    constructor() {
        super();
        this.kind = 'bluesky';
    }

    willUpdate(changed) {
        if (changed.has('edited') && this.edited) {
            this.kind = KINDS[this.edited.kind] ? this.edited.kind : this.kind;
            this.complaint = this.said = '';
        }
    }

    updated(changed) {
        if (changed.has('edited') && this.edited) {
            this.querySelector('section').scrollIntoView({ block: 'nearest' });
            this.querySelector('input:not([readonly])').focus();
        }
    }

    render() {
        const { words, edited } = this;
        return html`
            <section class="card" aria-labelledby="source-form-title">
                <header class="card-head">
                    <h2 id="source-form-title">${edited ? words.t('changeSource', { id: edited.id }) : words.t('addSource')}</h2>
                </header>
                ${keyed(edited?.id ?? this.#round, this.#form())}
            </section>
        `;
    }

    #form() {
        const { words, edited } = this;
        return html`
            <form class="form" @submit=${this.#save}>
                <label class="stacked"><span>${words.t('kind')}</span>
                    <select name="kind" ?disabled=${Boolean(edited)} @change=${({ target }) => (this.kind = target.value)}>
                        ${Object.keys(KINDS).map(
                            (kind) => html`<option value=${kind} .selected=${kind === this.kind}>${words.t(`kind.${kind}`)}</option>`,
                        )}
                    </select></label>
                <label class="stacked"><span>${words.t('sourceId')}</span>
                    <input name="id" required pattern="[a-z0-9][a-z0-9\\-]{0,62}" maxlength="63" autocomplete="off" spellcheck="false"
                        .defaultValue=${edited?.id ?? ''} ?readonly=${Boolean(edited)} aria-describedby="source-id-hint" />
                    <small id="source-id-hint" class="muted">${words.t('sourceIdHint')}</small></label>
                ${KINDS[this.kind].words.map((name) => this.#words(name))}
                ${KINDS[this.kind].settings.map((setting) => this.#setting(setting))}
                <p class="muted wide">${words.t(`kindHint.${this.kind}`)}</p>
                <p class="complaint wide" role="alert">${this.complaint ?? ''}</p>
                <p class="visually-hidden" role="status">${this.said ?? ''}</p>
                <div class="actions wide">
                    <button class="button primary" type="submit">${words.t(edited ? 'saveSource' : 'add')}</button>
                    ${edited
                        ? html`<button class="button" type="button" @click=${this.#leave}>${words.t('cancel')}</button>`
                        : nothing}
                </div>
            </form>
        `;
    }

    #words(name) {
        const { words } = this;
        return html`
            <label class="stacked wide"><span>${words.t(`words.${name}`)}</span>
                <input name=${name} autocomplete="off" .defaultValue=${this.#known(name)} placeholder=${words.t(`words.${name}.example`)} /></label>
        `;
    }

    #setting({ name, type, example }) {
        return html`
            <label class="stacked"><span>${this.words.t(`setting.${name}`)}</span>
                <input name=${name} type=${type} min="0" .defaultValue=${this.#known(name)} placeholder=${example} /></label>
        `;
    }

    #known(name) {
        const value = this.edited?.kind === this.kind ? this.edited.settings?.[name] : '';
        return (value ?? '').split(',').join(', ');
    }

    #save = async (event) => {
        event.preventDefault();
        const fields = new FormData(event.target);
        const id = fields.get('id');
        this.complaint = this.said = '';
        try {
            const paused = this.edited?.state === 'PAUSED';
            await this.model.desk.put(id, { kind: this.kind, settings: settingsOf(this.kind, fields), paused });
            this.said = this.words.t('saved', { id });
            this.#round++;
            this.#leave();
        } catch (refusal) {
            this.complaint = complaintOf(refusal, this.words);
        }
    };

    #leave = () => this.dispatchEvent(new Event('done'));
}

customElements.define('pulso-source-form', PulsoSourceForm);
