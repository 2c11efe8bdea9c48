package dev.pulso.bench.extraction;

import com.twitter.twittertext.Extractor;
import dev.pulso.contracts.post.Hashtag;
import dev.pulso.extractor.hashtag.HashtagScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One text an operation, all texts in turn, on one core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ExtractionBenchmark {
    @Param("")
    public String data = "";

    private List<String> texts = List.of();
    private final Extractor twitterText = new Extractor();
    private int next;

    @Setup
    public void read() throws IOException {
        texts = Texts.in(Path.of(data));
    }

    @Benchmark
    public List<Hashtag> pulso() {
        return HashtagScanner.hashtagsOf(nextText(), HashtagScanner.Links.SKIPPED);
    }

    @Benchmark
    public List<String> twitterText() {
        return twitterText.extractHashtags(nextText());
    }

    private String nextText() {
        next = next + 1 == texts.size() ? 0 : next + 1;
        return texts.get(next);
    }
}
