package dev.pulso.results.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.pulso.contracts.MessageCodec;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.core.Variant;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Answers of one request: JSON or CSV as accepted, with an entity tag, 304 where the caller has it already. */
@RequestScoped
public class Answers {
    /** Media type of the CSV form of lists. */
    public static final String CSV = "text/csv";

    private static final MediaType CSV_TYPE = new MediaType("text", "csv", "utf-8");
    // Lists show every column, absent values as null; numbers in plain digits for readers without exponents.
    private static final ObjectWriter JSON = MessageCodec.mapper()
            .copy()
            .setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS)
            .writer()
            .with(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
    private static final List<Variant> VARIANTS =
            Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, CSV_TYPE).build();

    private final Request request;
    private final UriInfo address;

    Answers(@Context Request request, @Context UriInfo address) {
        this.request = request;
        this.address = address;
    }

    /** A list as JSON or CSV. */
    public Response list(Page<?> page) {
        Variant variant = request.selectVariant(VARIANTS);
        boolean csv = variant != null && variant.getMediaType().isCompatible(CSV_TYPE);
        Response.ResponseBuilder answer = tagged(csv ? Csv.of(page) : json(page), csv ? CSV_TYPE : jsonType());
        if (page.next() != null) {
            // Relative: callers may have come through a gateway of another name.
            URI next = address.getRequestUriBuilder()
                    .replaceQueryParam("after", page.next())
                    .build();
            answer.header(HttpHeaders.LINK, "<" + next.getRawPath() + "?" + next.getRawQuery() + ">; rel=\"next\"");
        }
        return answer.header(HttpHeaders.VARY, HttpHeaders.ACCEPT).build();
    }

    /** A single document as JSON. */
    public Response document(Object document) {
        return tagged(json(document), jsonType()).build();
    }

    private Response.ResponseBuilder tagged(byte[] body, MediaType type) {
        // Weak: the same answer may travel compressed.
        EntityTag tag = new EntityTag(hash(body), true);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return unchanged == null ? Response.ok(body, type).tag(tag) : unchanged.tag(tag);
    }

    private static MediaType jsonType() {
        return MediaType.APPLICATION_JSON_TYPE;
    }

    private static byte[] json(Object document) {
        try {
            return JSON.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an answer has no JSON form", e);
        }
    }

    private static String hash(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
