import { get } from './rest.js';

/** Milliseconds between questions: distinct authors are an estimate that moves slowly. */
const EVERY = 10_000;

/** Distinct authors per tag, which cannot be summed from windows and so come from REST now and then. */
export class Authors {
    #asked = '';
    #askedAt = 0;
    #known = new Map();

    /** What was told is some seconds old and the posts are of now: nobody shall read of more authors than posts. */
    of({ tag, posts }) {
        const authors = this.#known.get(tag);
        return authors === undefined ? undefined : Math.min(authors, posts);
    }

    async refresh(query, now) {
        const question = JSON.stringify(query);
        if (question === this.#asked && now - this.#askedAt < EVERY) {
            return;
        }
        if (question !== this.#asked) {
            this.#known = new Map();
        }
        this.#asked = question;
        this.#askedAt = now;
        try {
            const answer = await get('/v1/hashtags', { ...query, limit: 100 });
            if (question === this.#asked) {
                this.#known = new Map(answer.items.map((row) => [row.tag, row.authors]));
            }
        } catch {
            // The column stays empty; the connection state tells why.
        }
    }
}
