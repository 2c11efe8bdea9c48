import { html, nothing } from 'lit';
import { Part } from './part.js';
import './activity.js';
import './pipeline.js';
import './ranking.js';
import './scrubber.js';
import './tag-detail.js';
import './timeline.js';
import './toolbar.js';

/** What is being talked about now, or was in a range of time. */
class PulsoLive extends Part {
    render() {
        const { frame, words, model } = this;
        return html`
            <pulso-pipeline .frame=${frame} .words=${words}></pulso-pipeline>
            <pulso-toolbar .frame=${frame} .words=${words} .model=${model}></pulso-toolbar>
            <pulso-scrubber .frame=${frame} .words=${words} .model=${model}></pulso-scrubber>
            <div class="columns">
                <pulso-ranking .frame=${frame} .words=${words} .model=${model}></pulso-ranking>
                <div class="side">
                    <pulso-timeline .frame=${frame} .words=${words} .model=${model}></pulso-timeline>
                    ${frame.detail
                        ? html`<pulso-tag-detail .frame=${frame} .words=${words} .model=${model}></pulso-tag-detail>`
                        : nothing}
                    <pulso-activity .frame=${frame} .words=${words}></pulso-activity>
                </div>
            </div>
        `;
    }
}

customElements.define('pulso-live', PulsoLive);
