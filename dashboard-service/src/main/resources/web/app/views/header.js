import { html, nothing } from 'lit';
import { LANGUAGES } from '../model/i18n.js';
import { Part } from './part.js';

const THEMES = { auto: 'themeAuto', light: 'themeLight', dark: 'themeDark' };

/** The views whose picture can stand still. */
const PAUSABLE = ['live', 'trends'];

/** Name, connection state, pause, language, colours. */
class PulsoHeader extends Part {
    render() {
        const { words, model, frame } = this;
        return html`
            <header class="bar">
                <a class="brand" href=${model.url.link({ view: 'live' })} @click=${(event) => model.url.follow(event, { view: 'live' })}>
                    <svg viewBox="0 0 32 32" aria-hidden="true">
                        <rect width="32" height="32" rx="9" />
                        <path d="M5 17h5l3-8 5 15 4-11 2 4h3" />
                    </svg>
                    <span>Pulso</span>
                </a>
                ${this.#connection()}
                <div class="bar-tools">
                    ${PAUSABLE.includes(model.url.get('view')) ? this.#pause() : nothing}
                    ${this.#choice('language', LANGUAGES, (l) => l.toUpperCase(), words.language, 'ui')}
                    ${this.#choice('theme', Object.keys(THEMES), (t) => words.t(THEMES[t]), model.url.get('theme'), 'theme')}
                </div>
            </header>
        `;
    }

    #pause() {
        const { words, model, frame } = this;
        return html`
            <button class="button" type="button" aria-pressed=${frame.paused} @click=${() => model.togglePause()}>
                ${words.t(frame.paused ? 'resume' : 'pause')}
            </button>
        `;
    }

    #connection() {
        const { words, frame } = this;
        const state = frame.paused && frame.state === 'live' ? 'paused' : frame.state;
        return html`
            <div class="connection" data-state=${state}>
                <span class="dot" aria-hidden="true"></span>
                <strong role="status">${words.t(state)}</strong>
                <span class="detail">${this.#detail(state)}</span>
            </div>
        `;
    }

    #detail(state) {
        const { words, frame } = this;
        if (state !== 'live') {
            return words.t(`${state}Detail`);
        }
        return frame.changedAt
            ? words.t('liveDetail', { ago: words.ago(frame.now - frame.changedAt) })
            : words.t('quietDetail');
    }

    #choice(label, values, text, chosen, key) {
        return html`
            <label class="field">
                <span class="visually-hidden">${this.words.t(label)}</span>
                <select @change=${(event) => this.model.url.set({ [key]: event.target.value })}>
                    ${values.map((v) => html`<option value=${v} ?selected=${v === chosen}>${text(v)}</option>`)}
                </select>
            </label>
        `;
    }
}

customElements.define('pulso-header', PulsoHeader);
