import { address, parsed } from './rest.js';

/** A file on its way to the extractor. Dispatches `progress`. XMLHttpRequest, because fetch tells no upload progress. */
export class Upload extends EventTarget {
    file;
    options;
    sent = 0;
    /** Empty as long as nothing went wrong. */
    failure = '';
    /** The replay the extractor has made of it. */
    id = '';
    /** True once the extractor has taken the file. */
    done;
    #request = new XMLHttpRequest();

    constructor(file, options) {
        super();
        this.file = file;
        this.options = options;
        this.done = new Promise((resolve) => this.#send(resolve));
    }

    cancel() {
        this.#request.abort();
    }

    #send(resolve) {
        const request = this.#request;
        const end = (taken, failure = '') => {
            this.failure = failure;
            this.dispatchEvent(new Event('progress'));
            resolve(taken);
        };
        request.upload.onprogress = ({ loaded }) => {
            this.sent = loaded;
            this.dispatchEvent(new Event('progress'));
        };
        request.onload = () => {
            const answer = parsed(request.responseText);
            const taken = request.status < 300;
            this.id = answer.id ?? '';
            end(taken, taken ? '' : answer.detail || answer.title || String(request.status));
        };
        request.onerror = () => end(false, 'network');
        request.onabort = () => end(false);
        request.open('POST', address('/v1/replays', this.options));
        request.setRequestHeader('content-type', 'application/octet-stream');
        request.send(this.file);
    }
}
