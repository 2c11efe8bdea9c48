import { html, nothing } from 'lit';
import { curve } from './curve.js';
import { Part } from './part.js';
import './pipeline-tables.js';

const VERDICTS = { true: 'allCounted', false: 'notAllCounted' };

/** The way of the data, stage by stage: what flows, what waits, how fresh it is, and who does the work. */
class PulsoPipelinePicture extends Part {
    render() {
        const { words, frame, model } = this;
        const { pipeline } = frame;
        return html`
            <p class="lead">${words.t('pipelineLead')}</p>
            <p class="verdict" data-good=${pipeline.caughtUp ?? nothing} role="status">
                <span class="dot" aria-hidden="true"></span>
                ${words.t(VERDICTS[pipeline.caughtUp] ?? 'countingUnknown')}
                ${pipeline.caughtUp === false ? html`<span class="muted">${this.#reason(pipeline.owed)}</span>` : nothing}
            </p>
            <ol class="flow">${pipeline.stages.map((stage) => this.#stage(stage))}</ol>
            <pulso-pipeline-tables .frame=${frame} .words=${words} .model=${model}></pulso-pipeline-tables>
        `;
    }

    /** The first that is owed explains the rest: what is not read cannot be stored. */
    #reason(owed) {
        const { words } = this;
        const [first] = owed;
        return first ? words.t(`owed.${first.name}`, { n: words.number(first.lag) }) : words.t('owed.generation');
    }

    #stage(stage) {
        const { words } = this;
        const rate = stage.rate ?? stage.changesPerSecond;
        return html`
            <li class="card stage" data-stage=${stage.name} data-status=${stage.status}>
                <h2><span class="dot" aria-hidden="true"></span>${words.t(stage.name)}</h2>
                <p class="state">${words.t(`status.${stage.status}`)}</p>
                ${rate === undefined
                    ? nothing
                    : html`<p class="rate"><strong>${words.compact(rate)}</strong> ${words.t(`rate.${stage.name}`)}</p>`}
                ${stage.curve ? curve(stage.curve) : nothing}
                <dl>${this.#figures(stage).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
                ${stage.components?.length ? this.#components(stage.components) : nothing}
            </li>
        `;
    }

    #figures({ lag, age, batchMillis, waiting, name }) {
        const { words } = this;
        const figures = [];
        if (lag !== undefined) {
            figures.push([words.t('lag'), words.number(lag)]);
        }
        if (waiting?.length) {
            figures.push([words.t('behind'), words.t('partitions', { n: words.number(waiting.length) })]);
        }
        if (batchMillis !== undefined) {
            figures.push([words.t('batchTook'), words.duration(batchMillis)]);
        }
        if (age) {
            figures.push([words.t(name === 'view' ? 'lastChange' : 'newest'), words.ago(age)]);
        }
        return figures;
    }

    #components(components) {
        const { words } = this;
        // One that was taken away is no news as long as another does its work; the list below has it.
        const speaking = components.filter(({ silent }) => !silent);
        return html`
            <ul class="crew">
                ${(speaking.length ? speaking : components).map(
                    ({ component, status, silent, age }) => html`
                        <li data-status=${status}>
                            <span class="dot" aria-hidden="true"></span>
                            <span class="name">${component}</span>
                            <span class="muted">${silent ? words.t('silent', { ago: words.ago(age) }) : words.t(`status.${status}`)}</span>
                        </li>
                    `,
                )}
            </ul>
        `;
    }
}

customElements.define('pulso-pipeline-picture', PulsoPipelinePicture);
