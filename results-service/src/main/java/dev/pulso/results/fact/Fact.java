package dev.pulso.results.fact;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A message that is kept.
 *
 * @param data what it says
 * @param raw the same as it was written, with the fields of newer senders
 * @param arrived when the broker took it
 */
public record Fact<T>(T data, JsonNode raw, Instant arrived) {}
