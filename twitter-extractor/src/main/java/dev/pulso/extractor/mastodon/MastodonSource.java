package dev.pulso.extractor.mastodon;

import dev.pulso.contracts.pipeline.PipelineReport.Gap;
import dev.pulso.contracts.post.Post.Ingest.Mode;
import dev.pulso.extractor.format.Decoded;
import dev.pulso.extractor.format.MastodonReader;
import dev.pulso.extractor.live.Feed;
import dev.pulso.extractor.live.Intake;
import dev.pulso.extractor.source.Source;
import dev.pulso.extractor.source.SourceFailedException;
import dev.pulso.extractor.source.SourceSession;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the streams of an instance. The streams are opened first and wait, then the timelines tell what was missed since
 * the cursor, then the streams go on: so nothing falls between the two.
 */
final class MastodonSource implements Source {
    private static final Duration POLL = Duration.ofMillis(400);

    /** Makes what one run needs. */
    interface Parts {
        Instance instance();

        DurableIds ids() throws IOException;

        MastodonReader reader(DurableIds ids);
    }

    private record Stream(Channel channel, Feed feed, EventLines lines) {}

    private final String id;
    private final String address;
    private final List<Channel> channels;
    private final MastodonConfig config;
    private final Parts parts;
    private final Function<SourceSession, Intake> intakes;
    private final Clock clock;
    private int deletionsAlone;

    MastodonSource(
            String id,
            String address,
            List<Channel> channels,
            MastodonConfig config,
            Parts parts,
            Function<SourceSession, Intake> intakes,
            Clock clock) {
        this.id = id;
        this.address = address;
        this.channels = channels;
        this.config = config;
        this.parts = parts;
        this.intakes = intakes;
        this.clock = clock;
    }

    @Override
    public void run(SourceSession session) throws IOException, InterruptedException {
        Instance instance = parts.instance();
        URI host = instance.streamingHost(channels);
        List<Stream> streams = new ArrayList<>();
        try (DurableIds ids = parts.ids()) {
            Run run = new Run(session, intakes.apply(session), parts.reader(ids), ids);
            try {
                for (Channel channel : channels) {
                    streams.add(new Stream(channel, instance.stream(id, host, channel), new EventLines()));
                }
                session.streaming();
                for (Channel channel : channels) {
                    run.fill(instance, channel);
                }
                run.follow(streams);
            } finally {
                streams.forEach(stream -> stream.feed().close());
            }
        }
    }

    /** One run, with its cursor. */
    private final class Run {
        private final SourceSession session;
        private final Intake intake;
        private final MastodonReader reader;
        private final DurableIds ids;
        private MastodonPosition position;

        Run(SourceSession session, Intake intake, MastodonReader reader, DurableIds ids) {
            this.session = session;
            this.intake = intake;
            this.reader = reader;
            this.ids = ids;
            this.position = MastodonPosition.of(address, session.position());
        }

        void fill(Instance instance, Channel channel) throws IOException, InterruptedException {
            String newest = position.newest().get(channel.name());
            if (newest == null) {
                return;
            }
            Instant from = position.at() == null ? clock.instant() : position.at();
            String minId = MastodonPosition.rewound(newest, config.rewind());
            for (int pages = 0; pages < config.mostPages(); pages++) {
                var page = instance.page(channel, minId);
                if (page.isEmpty()) {
                    gap(from, "the instance does not show its timeline of " + channel.name());
                    return;
                }
                byte[] raw = page.get().getBytes(StandardCharsets.UTF_8);
                MastodonReader.Batch batch = reader.page(raw);
                take(channel, batch, raw, Mode.BACKFILL);
                save();
                if (batch.newestId() == null || !MastodonReader.isNewer(batch.newestId(), minId)) {
                    return;
                }
                minId = batch.newestId();
                from = batch.newestAt() == null ? from : batch.newestAt();
            }
            gap(from, "more was missed in " + channel.name() + " than " + config.mostPages() + " pages tell");
        }

        private void gap(Instant from, String reason) {
            Instant now = clock.instant();
            session.gap(new Gap(id, from.isAfter(now) ? now : from, now, reason));
        }

        void follow(List<Stream> streams) throws IOException, InterruptedException {
            Duration wait = POLL.dividedBy(streams.size());
            // Only the time spent on a stream counts as its silence.
            Duration silence = config.silence().dividedBy(streams.size());
            while (true) {
                for (Stream stream : streams) {
                    try {
                        read(stream, stream.feed().poll(wait, silence));
                    } catch (IOException e) {
                        intake.save();
                        throw e;
                    }
                }
                save();
            }
        }

        private void read(Stream stream, @Nullable String line) throws InterruptedException {
            if (line == null) {
                return;
            }
            var event = stream.lines().take(line);
            if (event.isPresent()) {
                byte[] raw = event.get().data();
                MastodonReader.Batch batch = reader.event(event.get().name(), raw);
                alarm(event.get().name());
                take(stream.channel(), batch, raw, Mode.LIVE);
            }
        }

        private void take(Channel channel, MastodonReader.Batch batch, byte[] raw, Mode mode)
                throws InterruptedException {
            for (Decoded decoded : batch.decoded()) {
                intake.take(decoded, raw, mode);
            }
            position = position.after(channel, batch.newestId(), clock.instant());
            if (!position.newest().isEmpty()) {
                intake.at(position.stored());
            }
        }

        private void save() throws IOException, InterruptedException {
            ids.flush();
            intake.saveIfDue();
        }
    }

    /** Since 4.5 a feed can be switched off without refusing its stream, which then tells deletions only. */
    private void alarm(String event) {
        deletionsAlone = event.equals("delete") ? deletionsAlone + 1 : event.equals("update") ? 0 : deletionsAlone;
        if (deletionsAlone >= config.mostDeletionsAlone()) {
            throw new SourceFailedException(address + " sends deletions and no posts: it has switched off the feed");
        }
    }
}
