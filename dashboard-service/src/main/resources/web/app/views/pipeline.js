import { html } from 'lit';
import { Part } from './part.js';

/** The way of the data as a strip: state and the one or two figures that matter at each stage. */
class PulsoPipeline extends Part {
    render() {
        const { words, frame } = this;
        return html`
            <section class="pipeline" aria-label=${words.t('pipeline')}>
                <ol>
                    ${frame.pipeline.stages.map(
                        (stage) => html`
                            <li data-status=${stage.status}>
                                <span class="dot" aria-hidden="true"></span>
                                <span class="stage-name">${words.t(stage.name)}</span>
                                <span class="stage-figures">${this.#figures(stage)}</span>
                            </li>
                        `,
                    )}
                </ol>
            </section>
        `;
    }

    #figures(stage) {
        const { words } = this;
        const figures = [];
        if (stage.status !== 'UP') {
            figures.push(words.t(`status.${stage.status}`));
        }
        if (stage.rate !== undefined) {
            figures.push(words.t('perSecond', { n: words.compact(stage.rate) }));
        }
        if (stage.batchMillis !== undefined) {
            figures.push(words.t('batch', { time: words.duration(stage.batchMillis) }));
        }
        if (stage.caughtUp) {
            figures.push(words.t('caughtUp'));
        } else if (stage.lag !== undefined) {
            figures.push(words.t('waiting', { n: words.compact(stage.lag) }));
        }
        if (stage.changesPerSecond !== undefined && stage.status === 'UP') {
            figures.push(words.t('clients', { n: words.compact(stage.changesPerSecond) }));
        }
        return figures.length ? figures.slice(0, 2).join(' · ') : words.t('status.UP');
    }
}

customElements.define('pulso-pipeline', PulsoPipeline);
