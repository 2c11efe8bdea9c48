import { get } from './rest.js';

/** Milliseconds between questions about the same tag. */
const EVERY = 10_000;
const POSTS = 6;
const RELATED = 12;
const NOTHING = { state: 'loading', posts: [], related: [] };

/** Example posts of a tag and the tags used with it. */
export class TagDetail {
    answer = NOTHING;
    #question = '';
    #askedAt = 0;
    /** A store that does not know related tags yet is not asked again and again. */
    #relatedKnown = true;

    /** @param query time and filters, as REST parameters */
    async refresh(tag, query, now) {
        const question = JSON.stringify([tag, query]);
        if (question === this.#question && now - this.#askedAt < EVERY) {
            return;
        }
        if (question !== this.#question) {
            this.answer = NOTHING;
        }
        this.#question = question;
        this.#askedAt = now;
        const path = `/v1/hashtags/${encodeURIComponent(tag)}`;
        const [posts, related] = await Promise.allSettled([
            get(`${path}/posts`, { ...query, limit: POSTS }),
            this.#related(`${path}/related`, query),
        ]);
        if (question === this.#question) {
            this.answer = {
                state: posts.status === 'fulfilled' ? 'ready' : 'failed',
                posts: posts.value?.items ?? this.answer.posts,
                related: related.value ?? [],
            };
        }
    }

    async #related(path, query) {
        if (!this.#relatedKnown) {
            return [];
        }
        try {
            return (await get(path, { ...query, limit: RELATED })).items;
        } catch (refusal) {
            this.#relatedKnown = refusal.status !== 404;
            return [];
        }
    }
}
