package dev.pulso.results.publish;

import dev.pulso.contracts.CloudEvent;

/** A message on its way to Kafka. */
public record Outgoing(String topic, String key, CloudEvent<?> event) {}
