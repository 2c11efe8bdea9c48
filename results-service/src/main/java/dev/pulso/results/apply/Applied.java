package dev.pulso.results.apply;

import dev.pulso.results.publish.Outgoing;
import java.util.List;

/**
 * What became of a batch.
 *
 * @param applied deltas added
 * @param duplicates deltas that were in their rows already
 * @param ignored deltas of a generation that has been replaced
 * @param messages absolute values to publish once the transaction is durable
 */
record Applied(String topic, int applied, int duplicates, int ignored, List<Outgoing> messages) {}
