import { html, nothing } from 'lit';
import { Dashboard } from '../model/dashboard.js';
import { preferredLanguage, speak } from '../model/i18n.js';
import { UrlState } from '../model/url-state.js';
import { Part } from './part.js';
import './header.js';
import './live.js';
import './nav.js';
import './pipeline-picture.js';
import './segments.js';
import './sources.js';
import './trends.js';

/** The page. Owns the model and hands the view that is chosen the current frame. */
class PulsoApp extends Part {
    #view = '';

    constructor() {
        super();
        this.model = new Dashboard(new UrlState());
    }

    connectedCallback() {
        super.connectedCallback();
        this.model.addEventListener('frame', this.#onFrame);
        this.model.connect();
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        this.model.removeEventListener('frame', this.#onFrame);
        this.model.disconnect();
    }

    #onFrame = () => {
        const language = this.model.url.get('ui') || preferredLanguage();
        if (this.words?.language !== language) {
            this.words = speak(language);
            document.documentElement.lang = language;
        }
        document.title = `${this.words.t(`view.${this.model.url.get('view')}`)} · Pulso`;
        document.documentElement.dataset.theme = this.model.url.get('theme');
        this.frame = this.model.frame;
    };

    /** A new view is a new page to whoever listens or tabs: reading goes on at its beginning. */
    updated() {
        const view = this.frame && this.model.url.get('view');
        if (this.#view && view !== this.#view) {
            scrollTo(0, 0);
            this.querySelector('main').focus({ preventScroll: true });
        }
        this.#view = view;
    }

    render() {
        if (!this.frame) {
            return nothing;
        }
        const { frame, words, model } = this;
        const view = model.url.get('view');
        return html`
            <a class="skip" href="#content" @click=${this.#skip}>${words.t('skip')}</a>
            <pulso-header .frame=${frame} .words=${words} .model=${model}></pulso-header>
            <pulso-nav .frame=${frame} .words=${words} .model=${model}></pulso-nav>
            <main id="content" tabindex="-1" aria-labelledby="view-title">
                <h1 id="view-title" class=${view === 'live' ? 'visually-hidden' : ''}>${words.t(`view.${view}`)}</h1>
                ${this.#chosen(view)}
            </main>
        `;
    }

    #chosen(view) {
        const { frame, words, model } = this;
        switch (view) {
            case 'trends':
                return html`<pulso-trends .frame=${frame} .words=${words} .model=${model}></pulso-trends>`;
            case 'segments':
                return html`<pulso-segments .frame=${frame} .words=${words} .model=${model}></pulso-segments>`;
            case 'sources':
                return html`<pulso-sources .frame=${frame} .words=${words} .model=${model}></pulso-sources>`;
            case 'pipeline':
                return html`<pulso-pipeline-picture .frame=${frame} .words=${words} .model=${model}></pulso-pipeline-picture>`;
            default:
                return html`<pulso-live .frame=${frame} .words=${words} .model=${model}></pulso-live>`;
        }
    }

    /** By hand, because the address belongs to the page's state. */
    #skip = (event) => {
        event.preventDefault();
        this.querySelector('main').focus();
    };
}

customElements.define('pulso-app', PulsoApp);
