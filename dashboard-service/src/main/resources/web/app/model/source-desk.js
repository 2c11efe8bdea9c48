import { send, get } from './rest.js';
import { Upload } from './upload.js';

/** Milliseconds between looks at sources and replays while they are shown. */
const EVERY = 2_000;
/** The same while a replay runs: its figures are what one looks at. */
const EVERY_WHILE_RUNNING = 700;

/**
 * Sources and replays of the extractor: what they do, and what one tells them. Dispatches `change`. Uploads go on while
 * another view is shown; looking stops.
 */
export class SourceDesk extends EventTarget {
    state = 'loading';
    sources = [];
    replays = [];
    uploads = [];
    /** File names by replay, of the files sent from here. */
    names = new Map();
    #timer;
    #watching = false;
    #asked = 0;

    watch() {
        this.#watching = true;
        this.refresh();
    }

    unwatch() {
        this.#watching = false;
        clearTimeout(this.#timer);
    }

    async refresh() {
        clearTimeout(this.#timer);
        const question = ++this.#asked;
        try {
            const [sources, replays] = await Promise.all([get('/v1/sources'), get('/v1/replays')]);
            if (question === this.#asked) {
                this.sources = sources.items.toSorted((a, b) => a.id.localeCompare(b.id));
                this.replays = replays.items;
                this.state = 'ready';
            }
        } catch {
            this.state = 'failed';
        }
        this.#changed();
        if (this.#watching && question === this.#asked) {
            const running = this.replays.some(({ state }) => state === 'RUNNING');
            this.#timer = setTimeout(() => this.refresh(), running ? EVERY_WHILE_RUNNING : EVERY);
        }
    }

    /** Makes or changes a source. Throws a Refusal that says what is wrong with it. */
    async put(id, definition) {
        await send('PUT', sourcePath(id), definition);
        await this.refresh();
    }

    async pause(id) {
        await this.#tell('POST', `${sourcePath(id)}/pause`);
    }

    async resume(id) {
        await this.#tell('POST', `${sourcePath(id)}/resume`);
    }

    async remove(id) {
        await this.#tell('DELETE', sourcePath(id));
    }

    async cancel(replay) {
        await this.#tell('DELETE', `/v1/replays/${encodeURIComponent(replay)}`);
    }

    /** Sends a file; its replay takes the upload's place in the list. */
    async replay(file, options) {
        const upload = new Upload(file, options);
        this.uploads = [upload, ...this.uploads];
        upload.addEventListener('progress', () => this.#changed());
        this.#changed();
        if (await upload.done) {
            this.names.set(upload.id, file.name);
            await this.refresh();
            this.dismiss(upload);
        }
        this.#changed();
    }

    /** Ends an upload that runs; takes one that has failed off the list. */
    dismiss(upload) {
        upload.cancel();
        this.uploads = this.uploads.filter((known) => known !== upload);
        this.#changed();
    }

    async #tell(method, path) {
        try {
            await send(method, path);
        } finally {
            await this.refresh();
        }
    }

    #changed() {
        this.dispatchEvent(new Event('change'));
    }
}

function sourcePath(id) {
    return `/v1/sources/${encodeURIComponent(id)}`;
}
