package dev.pulso.extractor.publish;

/** What has gone out since the start of the service. */
public interface PublishCounts {
    long postsAcknowledged();

    /** Messages on the way to the broker. */
    long inFlight();
}
