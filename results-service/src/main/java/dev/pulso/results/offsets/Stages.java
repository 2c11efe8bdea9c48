package dev.pulso.results.offsets;

import dev.pulso.contracts.Topics;
import java.util.List;

/** The consumer groups of the pipeline and what they read. */
public final class Stages {
    /** What people and machines send in. */
    public static final List<String> SOURCE_TOPICS = List.of(Topics.POSTS.name(), Topics.EVENTS_NAME);
    /** What the processor makes of it. */
    public static final List<String> DELTA_TOPICS =
            List.of(Topics.HASHTAG_DELTAS.name(), Topics.RELATED_DELTAS.name(), Topics.ACTIVITY_DELTAS.name());
    /** What the processor decides: trends, training runs and members. */
    public static final List<String> FACT_TOPICS =
            List.of(Topics.TRENDS.name(), Topics.SEGMENTATIONS.name(), Topics.MEMBERS.name());

    /** What this service makes of that. */
    public static final List<String> RESULT_TOPICS = List.of(Topics.HASHTAGS.name(), Topics.ACTIVITY.name());
    /** The processor commits its offsets here once its deltas are on their topics. */
    public static final String PROCESSOR_GROUP = "pulso-spark-processor";
    /** This service commits here once the deltas are in the store and their results are published. */
    public static final String RESULTS_GROUP = "pulso-results";

    /** This service commits here once trends, training runs and members are in the store. */
    public static final String FACTS_GROUP = "pulso-results-facts";

    private Stages() {}
}
