import { ref } from 'lit/directives/ref.js';

/** Sets a custom property from script: style attributes are forbidden by the content security policy. */
export function share(value) {
    return ref((element) => element?.style.setProperty('--share', value));
}
