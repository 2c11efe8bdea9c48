package dev.pulso.results.apply;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that cannot be counted, and why; never a value of the payload. */
record Refusal(ConsumerRecord<byte[], byte[]> source, String code, String pointer, String detail) {
    /** Topic-partition-offset: the identity of the record for ever. */
    String origin() {
        return source.topic() + "-" + source.partition() + "-" + source.offset();
    }
}
