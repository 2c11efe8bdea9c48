package dev.pulso.extractor.generator;

import dev.pulso.extractor.author.AuthorKeys;
import dev.pulso.extractor.format.FormatConfig;
import dev.pulso.extractor.source.Source;
import dev.pulso.extractor.source.SourceKind;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;

/** The kind {@code generator}: network {@code demo}; settings {@code rate}, {@code seed}, {@code tags}, {@code authors}. */
@Singleton
class GeneratorKind implements SourceKind {
    private final AuthorKeys keys;
    private final FormatConfig formats;

    GeneratorKind(AuthorKeys keys, FormatConfig formats) {
        this.keys = keys;
        this.formats = formats;
    }

    @Override
    public String name() {
        return "generator";
    }

    @Override
    public Source create(String id, Map<String, String> settings) {
        GeneratorSettings known = GeneratorSettings.of(settings);
        return new GeneratorSource(
                new DemoPosts(id, known, keys, formats.storeText()), known.rate(), Clock.systemUTC());
    }
}
