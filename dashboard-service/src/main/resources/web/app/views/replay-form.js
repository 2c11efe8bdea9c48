import { html, nothing } from 'lit';
import { COLUMNS, FORMATS, guess } from '../model/file-format.js';
import { Part } from './part.js';

/** Takes a file by drag and drop or by choice, says what it seems to be, and sends it. */
class PulsoReplayForm extends Part {
    static properties = { file: { state: true }, format: { state: true }, guessed: { state: true }, over: { state: true } };

    connectedCallback() {
        super.connectedCallback();
        addEventListener('dragover', stay);
        addEventListener('drop', stay);
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        removeEventListener('dragover', stay);
        removeEventListener('drop', stay);
    }

    render() {
        const { words, file } = this;
        return html`
            <section class="card" aria-labelledby="replay-title">
                <header class="card-head"><h2 id="replay-title">${words.t('replayFile')}</h2></header>
                <form class="form" @submit=${this.#send}>
                    <label class="drop wide" data-over=${this.over ?? false}
                        @dragover=${this.#hover} @dragleave=${() => (this.over = false)} @drop=${this.#drop}>
                        <input type="file" name="file" @change=${({ target }) => this.#take(target.files[0])} />
                        <strong>${file ? file.name : words.t('dropHere')}</strong>
                        <span class="muted">${file ? words.megabytes(file.size) : words.t('dropHint')}</span>
                    </label>
                    ${file ? this.#options() : nothing}
                </form>
            </section>
        `;
    }

    #options() {
        const { words } = this;
        return html`
            <label class="stacked"><span>${words.t('format')}</span>
                <select name="format" required @change=${({ target }) => (this.format = target.value)}>
                    <option value="" .selected=${!this.format}>${words.t('chooseFormat')}</option>
                    ${FORMATS.map((f) => html`<option value=${f} .selected=${f === this.format}>${words.t(`format.${f}`)}</option>`)}
                </select></label>
            <label class="stacked"><span>${words.t('times')}</span>
                <select name="retime">
                    <option value="">${words.t('asRecorded')}</option>
                    <option value="asLive">${words.t('asLive')}</option>
                </select></label>
            <label class="stacked"><span>${words.t('speed')}</span>
                <input name="speed" list="speeds" placeholder="max" pattern="max|realtime|[0-9]*\\.?[0-9]+" autocomplete="off" />
                <datalist id="speeds"><option value="max"></option><option value="realtime"></option><option value="60"></option></datalist></label>
            <label class="stacked"><span>${words.t('network')}</span>
                <input name="network" placeholder=${words.t('networkByFormat')} pattern="[a-z0-9][a-z0-9._\\-]*" autocomplete="off" /></label>
            ${this.format === 'csv' ? this.#columns() : nothing}
            <div class="actions wide">
                <button class="button primary" type="submit">${words.t('startReplay')}</button>
                <button class="button" type="button" @click=${() => this.#take(undefined)}>${words.t('otherFile')}</button>
            </div>
        `;
    }

    #columns() {
        const { words } = this;
        const { header = [], columns = {} } = this.guessed ?? {};
        return html`
            <fieldset class="wide columns-of">
                <legend>${words.t('csvColumns')}</legend>
                ${COLUMNS.map(
                    (name) => html`
                        <label class="stacked"><span>${words.t(`column.${name}`)}</span>
                            <input name=${name} list="header" .defaultValue=${columns[name] ?? ''} placeholder=${name} autocomplete="off" /></label>
                    `,
                )}
                <datalist id="header">${header.map((name) => html`<option value=${name}></option>`)}</datalist>
                <label class="stacked"><span>${words.t('timeFormat')}</span>
                    <input name="timeFormat" list="timeFormats" placeholder="iso" autocomplete="off" />
                    <datalist id="timeFormats">
                        ${['iso', 'epochSeconds', 'epochMillis', 'yyyy-MM-dd HH:mm:ss'].map((f) => html`<option value=${f}></option>`)}
                    </datalist></label>
                <label class="stacked"><span>${words.t('zone')}</span>
                    <input name="zone" placeholder="UTC" autocomplete="off" /></label>
            </fieldset>
        `;
    }

    async #take(file) {
        this.file = undefined;
        this.format = '';
        if (!file) {
            this.querySelector('form').reset();
            return;
        }
        this.guessed = await guess(file);
        this.format = this.guessed.format;
        this.file = file;
    }

    #hover = (event) => {
        event.preventDefault();
        this.over = true;
    };

    #drop = (event) => {
        event.preventDefault();
        this.over = false;
        this.#take(event.dataTransfer.files[0]);
    };

    #send = (event) => {
        event.preventDefault();
        const given = [...new FormData(event.target)].filter(([name, value]) => name !== 'file' && value);
        this.model.desk.replay(this.file, Object.fromEntries(given));
        this.#take(undefined);
    };
}

/** A file that misses the field would make the browser leave the page. */
function stay(event) {
    event.preventDefault();
}

customElements.define('pulso-replay-form', PulsoReplayForm);
