import { html, nothing } from 'lit';
import { Dashboard } from '../model/dashboard.js';
import { preferredLanguage, speak } from '../model/i18n.js';
import { UrlState } from '../model/url-state.js';
import { Part } from './part.js';
import './activity.js';
import './header.js';
import './pipeline.js';
import './ranking.js';
import './timeline.js';
import './toolbar.js';

/** The page. Owns the model and hands each part the current frame. */
class PulsoApp extends Part {
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
            document.title = `Pulso · ${this.words.t('title')}`;
        }
        document.documentElement.dataset.theme = this.model.url.get('theme');
        this.frame = this.model.frame;
    };

    render() {
        if (!this.frame) {
            return nothing;
        }
        const { frame, words, model } = this;
        return html`
            <a class="skip" href="#ranking">${words.t('skip')}</a>
            <pulso-header .frame=${frame} .words=${words} .model=${model}></pulso-header>
            <main>
                <h1 class="visually-hidden">${words.t('title')}</h1>
                <pulso-pipeline .frame=${frame} .words=${words}></pulso-pipeline>
                <pulso-toolbar .frame=${frame} .words=${words} .model=${model}></pulso-toolbar>
                <div class="columns">
                    <pulso-ranking id="ranking" tabindex="-1" .frame=${frame} .words=${words} .model=${model}></pulso-ranking>
                    <div class="side">
                        <pulso-timeline .frame=${frame} .words=${words} .model=${model}></pulso-timeline>
                        <pulso-activity .frame=${frame} .words=${words}></pulso-activity>
                    </div>
                </div>
            </main>
        `;
    }
}

customElements.define('pulso-app', PulsoApp);
