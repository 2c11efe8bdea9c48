package dev.pulso.contracts;

/**
 * A Kafka topic and the one message type it carries.
 *
 * <p>Partitions, replicas and retention are not here: {@code asyncapi.yaml} is their only home.
 *
 * @param name topic name
 * @param type CloudEvents {@code type} of its messages
 * @param dataClass Java record of {@code data}
 */
public record Topic<T>(String name, String type, Class<T> dataClass) {}
