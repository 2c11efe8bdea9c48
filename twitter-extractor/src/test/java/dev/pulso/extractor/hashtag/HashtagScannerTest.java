package dev.pulso.extractor.hashtag;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.twitter.twittertext.Extractor;
import dev.pulso.contracts.post.Hashtag;
import dev.pulso.extractor.SharedData;
import dev.pulso.extractor.hashtag.HashtagScanner.Links;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashtagScannerTest {
    private static final CSVFormat WITH_HEADER =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "plain #One and #two_2|One,two_2",
                "#a#b|-",
                "##x|x",
                "#http://x.y|-",
                "http://twitter.com/#search and twitter.com/#search|-",
                "see http://a.b/c #d|d",
                "x&#39;s|-",
                "＃ｆｕｌｌ|ｆｕｌｌ",
                "#123 #1a #_|1a",
                "a#b .#c|c",
                "#\uFE0F\u20E3 #ok|ok",
            })
    void shouldFindWhatTwitterTextFinds(String text, String spellings) {
        List<String> expected = spellings == null ? List.of() : List.of(spellings.split(","));

        assertThat(HashtagScanner.spellingsIn(text, Links.SKIPPED)).isEqualTo(expected);
        assertThat(new Extractor().extractHashtags(text)).isEqualTo(expected);
    }

    @Test
    void shouldCountATagOnceWithItsFirstSpelling() {
        assertThat(HashtagScanner.hashtagsOf("#Ferguson #FERGUSON #x #ferguson", Links.SKIPPED))
                .containsExactly(new Hashtag("ferguson", "Ferguson"), new Hashtag("x", "x"));
    }

    @Test
    void shouldCountTagsInLinksIfToldTo() {
        assertThat(HashtagScanner.spellingsIn("http://a.org/b/#part", Links.COUNTED))
                .containsExactly("part");
    }

    @TestFactory
    Stream<DynamicTest> shouldPassTheConformanceSuite() throws IOException {
        Optional<Path> suite = SharedData.find("conformance/twitter-text/conformance/extract.yml");
        if (suite.isEmpty()) {
            return Stream.empty();
        }
        JsonNode tests = new YAMLMapper().readTree(suite.get().toFile()).path("tests");
        List<JsonNode> cases = new ArrayList<>();
        tests.path("hashtags").forEach(cases::add);
        tests.path("hashtags_from_astral").forEach(cases::add);
        assertThat(cases).hasSizeGreaterThanOrEqualTo(65);
        return cases.stream()
                .map(c -> DynamicTest.dynamicTest(
                        c.path("description").asText(),
                        () -> assertThat(HashtagScanner.spellingsIn(
                                        c.path("text").asText(), Links.SKIPPED))
                                .isEqualTo(new ObjectMapper().convertValue(c.path("expected"), List.class))));
    }

    @Test
    void shouldAgreeWithTwitterTextOnAllRealTexts() throws IOException {
        Extractor oracle = new Extractor();
        List<String> differing = new ArrayList<>();
        for (String text : realTexts()) {
            if (text.indexOf('#') >= 0 || text.indexOf('\uFF03') >= 0) {
                List<String> found = HashtagScanner.spellingsIn(text, Links.SKIPPED);
                List<String> expected = oracle.extractHashtags(text);
                if (!found.equals(expected)) {
                    differing.add(text + " found " + found + " expected " + expected);
                }
            }
        }
        assertThat(differing).isEmpty();
    }

    private static List<String> realTexts() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String set : List.of("pheme_developers_flat", "mayweather_mcgregor_tweets", "uci_health_news_tweets")) {
            Optional<Path> file = SharedData.find("tweets/" + set + ".csv.gz");
            if (file.isPresent()) {
                try (CSVParser rows = WITH_HEADER.parse(reader(file.get()))) {
                    for (CSVRecord row : rows) {
                        texts.add(row.get("text"));
                    }
                }
            }
        }
        return texts;
    }

    private static BufferedReader reader(Path gzip) throws IOException {
        InputStream in = new GZIPInputStream(Files.newInputStream(gzip), 1 << 16);
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
}
