import { html } from 'lit';
import { Part } from './part.js';
import './replay-form.js';
import './replay-list.js';
import './source-form.js';
import './source-list.js';

/** Where posts come from: sources that run, and files that are replayed. */
class PulsoSources extends Part {
    static properties = { edited: { state: true } };

    connectedCallback() {
        super.connectedCallback();
        this.model.desk.addEventListener('change', this.#onChange);
        this.model.desk.watch();
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        this.model.desk.removeEventListener('change', this.#onChange);
        this.model.desk.unwatch();
    }

    /** At once: the next frame may be half a second away. */
    #onChange = () => this.querySelectorAll('pulso-source-list, pulso-replay-list').forEach((part) => part.requestUpdate());

    render() {
        const { words, model, frame } = this;
        return html`
            <p class="lead">${words.t('sourcesLead')}</p>
            <div class="columns">
                <div class="side-by">
                    <pulso-source-list .frame=${frame} .words=${words} .model=${model}
                        @edit=${({ detail }) => (this.edited = detail)}></pulso-source-list>
                    <pulso-source-form .words=${words} .model=${model} .edited=${this.edited}
                        @done=${() => (this.edited = undefined)}></pulso-source-form>
                </div>
                <div class="side-by">
                    <pulso-replay-form .words=${words} .model=${model}></pulso-replay-form>
                    <pulso-replay-list .frame=${frame} .words=${words} .model=${model}></pulso-replay-list>
                </div>
            </div>
        `;
    }
}

customElements.define('pulso-sources', PulsoSources);
