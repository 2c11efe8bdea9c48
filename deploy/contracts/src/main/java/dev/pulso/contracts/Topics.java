package dev.pulso.contracts;

import dev.pulso.contracts.activity.ActivityDelta;
import dev.pulso.contracts.activity.ActivityWindow;
import dev.pulso.contracts.hashtag.HashtagDelta;
import dev.pulso.contracts.hashtag.HashtagWindow;
import dev.pulso.contracts.hashtag.RelatedDelta;
import dev.pulso.contracts.pipeline.PipelineReport;
import dev.pulso.contracts.post.Post;
import dev.pulso.contracts.rejection.Rejection;
import dev.pulso.contracts.schema.EventSchema;
import dev.pulso.contracts.segment.Member;
import dev.pulso.contracts.segment.Segmentation;
import dev.pulso.contracts.source.SourceCursor;
import dev.pulso.contracts.trend.Trend;
import java.util.List;

/** The registry of topics. {@link #EVENTS_NAME} stands apart: its events are of any type their sender names. */
public final class Topics {
    /** Events of any type, keyed by {@code subject}, else {@code id}. */
    public static final String EVENTS_NAME = "pulso.events";

    public static final Topic<Rejection> REJECTED =
            new Topic<>("pulso.events.rejected", "pulso.rejection.v1", Rejection.class);
    public static final Topic<Post> POSTS = new Topic<>("pulso.posts", "pulso.post.v1", Post.class);
    public static final Topic<HashtagDelta> HASHTAG_DELTAS =
            new Topic<>("pulso.hashtag-deltas", "pulso.hashtag-delta.v1", HashtagDelta.class);
    public static final Topic<RelatedDelta> RELATED_DELTAS =
            new Topic<>("pulso.related-deltas", "pulso.related-delta.v1", RelatedDelta.class);
    public static final Topic<ActivityDelta> ACTIVITY_DELTAS =
            new Topic<>("pulso.activity-deltas", "pulso.activity-delta.v1", ActivityDelta.class);
    public static final Topic<Trend> TRENDS = new Topic<>("pulso.trends", "pulso.trend.v1", Trend.class);
    public static final Topic<Segmentation> SEGMENTATIONS =
            new Topic<>("pulso.segmentations", "pulso.segmentation.v1", Segmentation.class);
    public static final Topic<Member> MEMBERS = new Topic<>("pulso.members", "pulso.member.v1", Member.class);
    public static final Topic<HashtagWindow> HASHTAGS =
            new Topic<>("pulso.hashtags", "pulso.hashtag-window.v1", HashtagWindow.class);
    public static final Topic<ActivityWindow> ACTIVITY =
            new Topic<>("pulso.activity", "pulso.activity-window.v1", ActivityWindow.class);
    public static final Topic<PipelineReport> PIPELINE =
            new Topic<>("pulso.pipeline", "pulso.pipeline.v1", PipelineReport.class);
    public static final Topic<SourceCursor> SOURCES =
            new Topic<>("pulso.sources", "pulso.source-cursor.v1", SourceCursor.class);
    public static final Topic<EventSchema> SCHEMAS =
            new Topic<>("pulso.schemas", "pulso.event-schema.v1", EventSchema.class);

    /** Every topic that carries one type. */
    public static final List<Topic<?>> TYPED = List.of(
            REJECTED,
            POSTS,
            HASHTAG_DELTAS,
            RELATED_DELTAS,
            ACTIVITY_DELTAS,
            TRENDS,
            SEGMENTATIONS,
            MEMBERS,
            HASHTAGS,
            ACTIVITY,
            PIPELINE,
            SOURCES,
            SCHEMAS);

    private Topics() {}
}
