package dev.pulso.results.apply;

import dev.pulso.results.window.Change;
import dev.pulso.results.window.WindowKey;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A change and the record it came in. */
record Item<K extends WindowKey, V>(ConsumerRecord<byte[], byte[]> source, Change<K, V> change) {}
