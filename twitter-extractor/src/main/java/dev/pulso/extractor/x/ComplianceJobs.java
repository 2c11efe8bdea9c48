package dev.pulso.extractor.x;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulso.extractor.live.Connections;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** X's batch compliance: ids of posts go up as a file, those that are gone come down as another. */
final class ComplianceJobs {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JOBS = "/2/compliance/jobs";
    private static final String TWEETS = "{\"type\":\"tweets\",\"name\":\"pulso\"}";

    /** The post is still there; we keep no places that would have to be removed. */
    private static final String PLACE_REMOVED = "scrub_geo";

    /**
     * A job as X tells it.
     *
     * @param createdAt absent if X does not say it
     * @param status {@code created}, {@code in_progress}, {@code complete}, {@code failed}, {@code expired}
     * @param upload where the ids go; signed, and good for 15 minutes
     * @param download where the answer is once the job is complete; signed, and good for a week
     */
    record Job(String id, @Nullable Instant createdAt, String status, String upload, String download) {}

    private final URI address;
    private final String token;
    private final Connections connections;

    ComplianceJobs(URI address, String token, Connections connections) {
        this.address = address;
        this.token = token;
        this.connections = connections;
    }

    Job create() throws IOException, InterruptedException {
        return job(request(address + JOBS)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(TWEETS)));
    }

    Job find(String id) throws IOException, InterruptedException {
        return job(request(address + JOBS + "/" + id).GET());
    }

    /** The type of the content is part of what X has signed. */
    void upload(Job job, List<Long> ids) throws IOException, InterruptedException {
        String lines = ids.stream().map(String::valueOf).collect(Collectors.joining("\n", "", "\n"));
        connections.require(request(job.upload())
                .header("Content-Type", "text/plain")
                .PUT(HttpRequest.BodyPublishers.ofString(lines)));
    }

    /** Ids of posts that are no longer to be seen at X: deleted, or of an account that is gone, suspended or protected. */
    List<String> gone(Job job) throws IOException, InterruptedException {
        String answer = connections.require(request(job.download()).GET()).body();
        List<String> gone = new ArrayList<>();
        for (String line : answer.lines().filter(text -> !text.isBlank()).toList()) {
            JsonNode event = json(line);
            String id = event.path("id").asText();
            if (event.path("action").asText().equals("delete")
                    && !event.path("reason").asText().equals(PLACE_REMOVED)
                    && !id.isEmpty()) {
                gone.add(id);
            }
        }
        return gone;
    }

    private Job job(HttpRequest.Builder request) throws IOException, InterruptedException {
        JsonNode data = json(connections.require(request).body()).path("data");
        if (!data.path("id").asText().matches("[0-9]{1,19}")) {
            throw new IOException("X tells of a job without an id");
        }
        return new Job(
                data.path("id").asText(),
                time(data.path("created_at").asText()),
                data.path("status").asText(),
                data.path("upload_url").asText(),
                data.path("download_url").asText());
    }

    /** The token goes to the API only: files lie with another company, and their addresses are signed. */
    private HttpRequest.Builder request(String where) throws IOException {
        URI uri = uri(where);
        boolean api = String.valueOf(uri.getAuthority()).equals(address.getAuthority());
        if (!api && !"https".equals(uri.getScheme())) {
            throw new IOException("X names a file without TLS");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        return api ? request.header("Authorization", "Bearer " + token) : request;
    }

    private static URI uri(String where) throws IOException {
        try {
            return URI.create(where);
        } catch (IllegalArgumentException e) {
            throw new IOException("X names a file that has no address", e);
        }
    }

    private static @Nullable Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static JsonNode json(String text) throws IOException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IOException("X answered in no JSON", e);
        }
    }
}
