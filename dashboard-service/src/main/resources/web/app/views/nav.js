import { html, nothing } from 'lit';
import { VIEWS } from '../model/url-state.js';
import { Part } from './part.js';

/** The views, as links: each has an address, opens in a new tab if one wants, and is a step of the history. */
class PulsoNav extends Part {
    render() {
        const { words, model } = this;
        const chosen = model.url.get('view');
        return html`
            <nav class="views" aria-label=${words.t('views')}>
                <ul>
                    ${VIEWS.map(
                        (view) => html`
                            <li>
                                <a href=${model.url.link({ view })} aria-current=${view === chosen ? 'page' : nothing}
                                    @click=${(event) => model.url.follow(event, { view })}>${words.t(`view.${view}`)}</a>
                            </li>
                        `,
                    )}
                </ul>
            </nav>
        `;
    }
}

customElements.define('pulso-nav', PulsoNav);
