package dev.pulso.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What goes over the wire, seen without a browser. */
@QuarkusTest
@WithTestResource(PageWorld.class)
class ServedTest {
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"?([^\"\\s>]+)");
    private static final int MOST_BYTES = 300_000;

    @TestHTTPResource("/")
    URI url;

    @Test
    void shouldWeighLessThanThreeHundredKilobytes() throws Exception {
        HttpResponse<InputStream> page = get("", "gzip");
        byte[] compressed = page.body().readAllBytes();
        String html = new String(
                new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes(), StandardCharsets.UTF_8);
        List<String> parts = new ArrayList<>();
        for (Matcher references = REFERENCE.matcher(html); references.find(); ) {
            parts.add(references.group(1));
        }
        long bytes = compressed.length;
        for (String part : parts) {
            HttpResponse<InputStream> answer = get(part, "gzip");
            assertThat(answer.statusCode()).as(part).isEqualTo(200);
            bytes += answer.body().readAllBytes().length;
        }

        assertThat(parts).anyMatch(part -> part.endsWith(".js")).anyMatch(part -> part.endsWith(".css"));
        assertThat(bytes).as("bytes of %s", parts).isLessThan(MOST_BYTES);
    }

    @Test
    void shouldNeverCompressTheStream() throws Exception {
        HttpResponse<InputStream> stream = Awaitility.await()
                .until(
                        () -> get("v1/stream?views=pipeline", "gzip, deflate, br"),
                        answer -> answer.statusCode() == 200);
        try (InputStream body = stream.body()) {
            assertThat(new String(body.readNBytes(4), StandardCharsets.US_ASCII))
                    .isEqualTo("id: ");
            assertThat(stream.headers().firstValue("Content-Encoding").orElse("identity"))
                    .isEqualTo("identity");
            assertThat(stream.headers().firstValue("Cache-Control")).contains("no-store, no-transform");
        }
    }

    private HttpResponse<InputStream> get(String path, String encodings) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(url.resolve(path))
                                .header("Accept-Encoding", encodings)
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
    }
}
