package dev.pulso.processor.progress;

import java.io.Serializable;
import org.apache.kafka.common.TopicPartition;

/**
 * Offsets of a partition without a hole that a batch has read.
 *
 * @param from first offset
 * @param until offset after the last one
 */
public record ReadRange(TopicPartition partition, long from, long until) implements Serializable {}
