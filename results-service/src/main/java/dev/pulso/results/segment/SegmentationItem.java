package dev.pulso.results.segment;

import dev.pulso.contracts.segment.Segmentation.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A segmentation in a list.
 *
 * @param version the run that counts; null as long as none has been promoted
 * @param finishedAt when that run finished
 * @param entities how many entities it clustered
 * @param segments how many segments it found
 * @param latestVersion the newest run, promoted or not
 */
record SegmentationItem(
        String name,
        @Nullable Long version,
        @Nullable Instant finishedAt,
        @Nullable Long entities,
        @Nullable Integer segments,
        long latestVersion,
        Verdict latestVerdict,
        Instant latestFinishedAt) {}
