import { LitElement } from 'lit';

/** A piece of the page: drawn from one immutable frame, without a shadow root so that the style sheets reach it. */
export class Part extends LitElement {
    static properties = {
        frame: { attribute: false },
        words: { attribute: false },
        model: { attribute: false },
    };

    createRenderRoot() {
        return this;
    }
}
