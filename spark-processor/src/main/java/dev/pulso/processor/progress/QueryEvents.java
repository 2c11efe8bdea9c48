package dev.pulso.processor.progress;

import java.util.UUID;
import java.util.function.Consumer;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.jspecify.annotations.Nullable;

/** Spark's events about queries, handed on as they come. Spark sends them after the batch is in the checkpoint. */
final class QueryEvents extends StreamingQueryListener {
    private static final long serialVersionUID = 1;
    private final transient Consumer<BatchProgress> onBatch;
    private final transient Runnable onIdle;
    private final String query;
    private volatile @Nullable UUID id;

    QueryEvents(String query, Consumer<BatchProgress> onBatch, Runnable onIdle) {
        this.query = query;
        this.onBatch = onBatch;
        this.onIdle = onIdle;
    }

    @Override
    public void onQueryStarted(QueryStartedEvent event) {
        if (query.equals(event.name())) {
            id = event.id();
        }
    }

    @Override
    public void onQueryProgress(QueryProgressEvent event) {
        if (query.equals(event.progress().name())) {
            onBatch.accept(BatchProgress.of(event.progress()));
        }
    }

    @Override
    public void onQueryIdle(QueryIdleEvent event) {
        // Other queries idle too, and this event does not name its query.
        if (event.id().equals(id)) {
            onIdle.run();
        }
    }

    @Override
    public void onQueryTerminated(QueryTerminatedEvent event) {
        // the supervisor learns it from the query itself
    }
}
