package dev.pulso.results.webhook;

import dev.pulso.results.paging.Answers;
import dev.pulso.results.paging.Cursor;
import dev.pulso.results.paging.Page;
import dev.pulso.results.paging.Parameters;
import dev.pulso.results.problem.Problem;
import dev.pulso.results.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** Whom to tell about what. */
@Path("/v1/webhooks")
@Produces({MediaType.APPLICATION_JSON, Answers.CSV})
@Blocking
public class WebhookResource {
    private final DataSource dataSource;
    private final WebhookConfig config;
    private final Receivers receivers;
    private final SecretBox secrets;
    private final Answers answers;
    private final Clock clock;

    WebhookResource(
            DataSource dataSource,
            WebhookConfig config,
            Receivers receivers,
            SecretBox secrets,
            Answers answers,
            Clock clock) {
        this.dataSource = dataSource;
        this.config = config;
        this.receivers = receivers;
        this.secrets = secrets;
        this.answers = answers;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Transactional
    public Response create(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "WebhookRequest")))
                    byte[] body)
            throws SQLException {
        WebhookRequest request = WebhookRequest.read(body);
        try {
            receivers.check(request.url());
        } catch (Receivers.Forbidden e) {
            throw ProblemException.parameter("url", String.valueOf(e.getMessage()));
        }
        byte[] secret = secrets.secret();
        NewWebhook webhook = new NewWebhook(
                UUID.randomUUID(),
                request.url(),
                request.kind(),
                request.filters(),
                Signature.SECRET_PREFIX + Base64.getEncoder().encodeToString(secret),
                now());
        try (Connection connection = dataSource.getConnection()) {
            if (!WebhookTable.insert(connection, webhook, secrets.close(secret), config.maxWebhooks())) {
                throw ProblemException.of(
                        Problem.TOO_MANY_WEBHOOKS, "there are " + config.maxWebhooks() + " webhooks already");
            }
        }
        return Response.created(URI.create("/v1/webhooks/" + webhook.id()))
                .entity(webhook)
                .build();
    }

    @GET
    @Transactional
    public Response list(@QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after)
            throws SQLException {
        int size = Parameters.limit(limit, 50, 1000);
        Optional<Cursor> cursor = Cursor.parse(after, 2);
        try (Connection connection = dataSource.getConnection()) {
            List<Webhook> found = WebhookTable.page(
                    connection,
                    cursor.map(at -> at.time(0)).orElse(null),
                    cursor.map(at -> id(at.text(1), "after")).orElse(null),
                    size + 1);
            return answers.list(Page.of(
                    Webhook.class,
                    found,
                    size,
                    last -> Cursor.of(last.createdAt(), last.id()).encode()));
        }
    }

    @GET
    @Path("/{webhook}")
    @Produces(MediaType.APPLICATION_JSON)
    @Transactional
    public Response webhook(@PathParam("webhook") String id) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return answers.document(find(connection, id));
        }
    }

    @DELETE
    @Path("/{webhook}")
    @Produces(MediaType.APPLICATION_JSON)
    @Transactional
    public Response delete(@PathParam("webhook") String id) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            WebhookTable.delete(connection, find(connection, id).id());
            return Response.noContent().build();
        }
    }

    /** Sends a message that is about nothing, through the same queue. */
    @POST
    @Path("/{webhook}/test")
    @Produces(MediaType.APPLICATION_JSON)
    @Transactional
    public Response test(@PathParam("webhook") String id) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Webhook webhook = find(connection, id);
            Message message = Outbox.message(
                    webhook, "test|" + UUID.randomUUID(), "pulso.test", now(), Map.of("webhook", webhook.id()));
            DeliveryTable.insert(connection, List.of(message));
            return Response.accepted(Map.of("id", Message.headerOf(message.id())))
                    .build();
        }
    }

    @GET
    @Path("/{webhook}/deliveries")
    @Transactional
    public Response deliveries(
            @PathParam("webhook") String id,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after)
            throws SQLException {
        int size = Parameters.limit(limit, 50, 1000);
        Optional<Cursor> cursor = Cursor.parse(after, 2);
        try (Connection connection = dataSource.getConnection()) {
            List<Delivery> found = DeliveryTable.log(
                    connection,
                    find(connection, id).id(),
                    cursor.map(at -> at.time(0)).orElse(null),
                    cursor.map(at -> Message.idOf(at.text(1))).orElse(null),
                    size + 1);
            return answers.list(Page.of(
                    Delivery.class,
                    found,
                    size,
                    last -> Cursor.of(last.createdAt(), last.id()).encode()));
        }
    }

    private static Webhook find(Connection connection, String id) throws SQLException {
        return WebhookTable.find(connection, id(id, "webhook"))
                .orElseThrow(() -> ProblemException.notFound("there is no such webhook"));
    }

    private static UUID id(String text, String parameter) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.parameter(parameter, "must be the id of a webhook");
        }
    }

    /** PostgreSQL keeps microseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
