import { html, nothing } from 'lit';
import { saveRanking } from '../model/csv.js';
import { RANGES } from '../model/ranges.js';
import { Part } from './part.js';

/** Time range, filters and the download of what is shown. */
class PulsoToolbar extends Part {
    render() {
        const { words, frame } = this;
        return html`
            <div class="toolbar">
                <fieldset class="segments">
                    <legend class="visually-hidden">${words.t('range')}</legend>
                    ${Object.keys(RANGES).map(
                        (name) => html`
                            <label>
                                <input type="radio" name="range" value=${name} .checked=${frame.range.name === name}
                                    @change=${() => this.#choose(name)} />
                                <span>${words.t(`range.${name}`)}</span>
                            </label>
                        `,
                    )}
                </fieldset>
                ${this.#filter('network', 'network', 'allNetworks', frame.facets.networks, (n) => words.networkName(n))}
                ${this.#filter('lang', 'postLanguage', 'allLanguages', frame.facets.languages, (l) => words.languageName(l))}
                <button class="button" type="button" ?disabled=${!frame.ranking.length} @click=${() => saveRanking(this.frame)}>${words.t('csv')}</button>
                ${frame.range.name === 'custom' ? this.#custom() : nothing}
            </div>
        `;
    }

    #choose(range) {
        const { from, to } = this.frame.range;
        const times = range === 'custom' ? { from: new Date(from).toISOString(), to: new Date(to).toISOString() } : { from: '', to: '' };
        this.model.url.set({ range, ...times });
    }

    #custom() {
        const { words, frame } = this;
        return html`
            <form class="custom" @submit=${this.#apply}>
                <label class="field"><span>${words.t('from')} (${words.zone(frame.range.from)})</span>
                    <input type="datetime-local" name="from" required .defaultValue=${local(frame.range.from)} /></label>
                <label class="field"><span>${words.t('to')} (${words.zone(frame.range.to)})</span>
                    <input type="datetime-local" name="to" required .defaultValue=${local(frame.range.to)} /></label>
                <button class="button" type="submit">${words.t('apply')}</button>
            </form>
        `;
    }

    #apply = (event) => {
        event.preventDefault();
        const { from, to } = event.target.elements;
        const iso = (input) => new Date(input.value).toISOString();
        this.model.url.set({ range: 'custom', from: iso(from), to: iso(to) });
    };

    #filter(key, label, all, values, text) {
        const { words, model } = this;
        const chosen = model.url.get(key);
        const offered = chosen && !values.includes(chosen) ? [...values, chosen] : values;
        return html`
            <label class="field">
                <span>${words.t(label)}</span>
                <select @change=${(event) => model.url.set({ [key]: event.target.value })}>
                    <option value="" ?selected=${!chosen}>${words.t(all)}</option>
                    ${offered.map((v) => html`<option value=${v} ?selected=${v === chosen}>${text(v)}</option>`)}
                </select>
            </label>
        `;
    }
}

/** The value of a datetime-local field: local time without a zone. */
function local(time) {
    return new Date(time - new Date(time).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

customElements.define('pulso-toolbar', PulsoToolbar);
