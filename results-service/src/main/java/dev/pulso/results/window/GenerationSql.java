package dev.pulso.results.window;

import java.util.List;

/**
 * Statements that move whole generations of one table, in bounded steps.
 *
 * @param nextSlice first window start behind {@code limit} rows; parameters: generation, from, limit
 * @param carry copies old rows under a new generation, the larger count wins; parameters: new generation, old
 *     generation, from, to
 * @param retire deletes rows and leaves zeros for keys the serving generation lacks; parameters: old generation, limit,
 *     serving generation
 * @param forget delete what was made of the rows; parameter: the generation
 */
public record GenerationSql(String nextSlice, String carry, String retire, List<String> forget) {}
