import { html, nothing } from 'lit';
import { RANGES } from '../model/ranges.js';
import { liveRange, MINUTE } from '../model/windows.js';
import { Part } from './part.js';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Takes the range that is shown back in time, its length unchanged, and to now again. */
class PulsoScrubber extends Part {
    static properties = { held: { state: true } };

    render() {
        const { words, frame, held } = this;
        const { range } = frame;
        const length = range.to - range.from;
        const { to: end } = liveRange(length, frame.now);
        const step = stepOf(length);
        const steps = Math.ceil(reachOf(length) / step);
        const back = held ?? Math.min(steps, Math.max(0, Math.round((end - range.to) / step)));
        const to = held === undefined ? range.to : end - held * step;
        // A coarse step may stand at its end while the range ends a little before now.
        const text = to >= end - MINUTE ? words.t('untilNow') : words.span(to - length, to);
        return html`
            <div class="scrubber">
                <label class="field"><span>${words.t('backInTime')}</span>
                    <input type="range" min=${-steps} max="0" .value=${String(-back)} aria-valuetext=${text}
                        @input=${(event) => (this.held = -event.target.value)} @change=${(event) => this.#go(-event.target.value, length)} /></label>
                <output>${text}</output>
                ${range.name === 'custom'
                    ? html`<button class="button small" type="button" @click=${() => this.#go(0, length)}>${words.t('liveAgain')}</button>`
                    : nothing}
            </div>
        `;
    }

    #go(back, length) {
        this.held = undefined;
        if (back === 0) {
            const [name] = Object.entries(RANGES).find(([, known]) => known.length === length) ?? ['15m'];
            this.model.url.set({ range: name, from: '', to: '' });
            return;
        }
        const to = liveRange(length, this.frame.now).to - back * stepOf(length);
        this.model.url.set({ range: 'custom', from: new Date(to - length).toISOString(), to: new Date(to).toISOString() });
    }
}

function stepOf(length) {
    return length <= HOUR ? MINUTE : HOUR;
}

/** A day back for what is short, else a week of it. */
function reachOf(length) {
    return length <= HOUR ? DAY : Math.min(7 * length, 90 * DAY);
}

customElements.define('pulso-scrubber', PulsoScrubber);
