/** Milliseconds a row takes to its new place. */
const DURATION = 350;

const still = matchMedia('(prefers-reduced-motion: reduce)');

/** Where each row is now. */
export function places(root) {
    return new Map([...root.querySelectorAll('[data-tag]')].map((row) => [row.dataset.tag, row.offsetTop]));
}

/** Lets rows that have moved glide from where they were. */
export function glide(root, before) {
    if (still.matches || document.hidden) {
        return;
    }
    for (const row of root.querySelectorAll('[data-tag]')) {
        const from = before.get(row.dataset.tag);
        const distance = from === undefined ? 0 : from - row.offsetTop;
        if (distance !== 0) {
            row.animate([{ transform: `translateY(${distance}px)` }, { transform: 'none' }], {
                duration: DURATION,
                easing: 'cubic-bezier(0.2, 0, 0, 1)',
            });
        }
    }
}
