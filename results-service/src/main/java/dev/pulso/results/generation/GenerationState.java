package dev.pulso.results.generation;

/** Life of a generation: BUILDING beside the serving one, CARRYING over what it cannot know, SERVING, RETIRED. */
enum GenerationState {
    BUILDING,
    CARRYING,
    SERVING,
    RETIRED
}
