package dev.pulso.results.segment;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A segmentation.
 *
 * @param members entities that are in a segment now
 * @param latest the newest run, promoted or not
 * @param current the run that counts as it was sent; null as long as none has been promoted
 */
record SegmentationView(
        String name,
        long members,
        VersionItem latest,
        @Nullable JsonNode current) {}
