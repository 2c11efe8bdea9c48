package dev.pulso.extractor.x;

import dev.pulso.extractor.live.HttpStandIn;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The batch compliance of our own X: one job at a time, which knows that some posts are gone. */
final class ComplianceStandIn {
    static final String CREATE = "POST /2/compliance/jobs";
    static final String LOOK = "GET /2/compliance/jobs/";
    static final String UPLOAD = "PUT /files/up/";
    static final String DOWNLOAD = "GET /files/down/";

    /** What became of posts, by their ids. */
    final Map<String, String> gone = new ConcurrentHashMap<>();

    /** What jobs say of themselves, one look after the other; the last one stays. */
    final Deque<String> statuses = new ConcurrentLinkedDeque<>(List.of("in_progress", "complete"));

    /** The ids each job was given. */
    final List<List<String>> uploaded = new CopyOnWriteArrayList<>();

    volatile int status = 200;
    volatile int createStatus = 200;

    /** Downloads that are refused, as after a week. */
    final AtomicInteger expiredDownloads = new AtomicInteger();

    volatile Instant createdAt = Instant.now();
    private final AtomicInteger jobs = new AtomicInteger();

    boolean serves(HttpServerRequest request) {
        return request.path().startsWith("/2/compliance/") || request.path().startsWith("/files/");
    }

    void serve(HttpServerRequest request, String body, URI address) {
        String asked = request.method() + " " + request.path();
        if (status != 200) {
            HttpStandIn.json(request, status, "{\"title\":\"no\"}");
        } else if (asked.equals(CREATE) && createStatus != 200) {
            HttpStandIn.json(request, createStatus, "{}");
        } else if (asked.startsWith(DOWNLOAD) && expiredDownloads.getAndDecrement() > 0) {
            HttpStandIn.json(request, 403, "<Error><Code>ExpiredToken</Code></Error>");
        } else if (asked.equals(CREATE)) {
            HttpStandIn.json(request, 200, job(jobs.incrementAndGet(), "created", address));
        } else if (asked.startsWith(LOOK)) {
            String next = statuses.size() > 1 ? statuses.removeFirst() : statuses.getFirst();
            HttpStandIn.json(request, 200, job(Integer.parseInt(asked.substring(LOOK.length())), next, address));
        } else if (asked.startsWith(UPLOAD)) {
            boolean asSigned = "text/plain".equals(request.getHeader("Content-Type"));
            uploaded.add(body.lines().toList());
            HttpStandIn.json(request, asSigned ? 200 : 403, "");
        } else {
            String events = uploaded.get(uploaded.size() - 1).stream()
                    .filter(gone::containsKey)
                    .map(this::event)
                    .collect(Collectors.joining("\n"));
            HttpStandIn.json(request, 200, events);
        }
    }

    private String event(String id) {
        return """
                {"id":"%s","action":"delete","created_at":"2017-09-10T20:06:37.421Z","redacted_at":"2020-07-21T23:37:55.607Z",\
                "reason":"%s"}""".formatted(id, gone.get(id));
    }

    private String job(int id, String jobStatus, URI address) {
        return """
                {"data":{"id":"%1$d","type":"tweets","name":"pulso","status":"%2$s","resumable":false,"created_at":"%3$s",\
                "upload_url":"%4$s/files/up/%1$d?X-Goog-Expires=900","upload_expires_at":"2026-11-23T00:15:00.000Z",\
                "download_url":"%4$s/files/down/%1$d?X-Goog-Expires=604800","download_expires_at":"2026-11-30T00:00:00.000Z"}}""".formatted(id, jobStatus, createdAt, address);
    }
}
