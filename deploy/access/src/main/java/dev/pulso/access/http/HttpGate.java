package dev.pulso.access.http;

import dev.pulso.access.Caller;
import dev.pulso.access.Gate;
import dev.pulso.access.Refusal;
import dev.pulso.access.RefusedException;
import dev.pulso.access.Role;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks every call for a key or a token before anything else sees it. A service registers it with Quarkus's
 * {@code Filters}, so that REST resources, plain routes and static files are all behind it.
 */
public final class HttpGate implements Handler<RoutingContext> {
    /** Before every filter and route of a service. */
    public static final int PRIORITY = 1_000;

    private static final String API_KEY = "X-API-Key";
    private static final String RETRY_AFTER = "5";

    private final Gate gate;
    private final RoleTable roles;

    public HttpGate(Gate gate, RoleTable roles) {
        this.gate = gate;
        this.roles = roles;
    }

    @Override
    public void handle(RoutingContext call) {
        Role role = gate.asks() ? roles.needed(call.request().method(), call.normalizedPath()) : null;
        if (role == null) {
            call.next();
            return;
        }
        String authorization = call.request().getHeader(HttpHeaders.AUTHORIZATION);
        String apiKey = call.request().getHeader(API_KEY);
        if (gate.mayBlock(authorization, apiKey)) {
            // The first token after a start waits for the issuer; nobody else's call may wait with it. Quarkus has
            // paused the request until somebody reads its body, so nothing of that is lost meanwhile.
            call.vertx()
                    .executeBlocking(() -> gate.admit(authorization, apiKey, role), false)
                    .onSuccess(caller -> pass(call, caller))
                    .onFailure(failure -> refuse(call, failure));
        } else {
            try {
                pass(call, gate.admit(authorization, apiKey, role));
            } catch (RefusedException e) {
                refuse(call, e);
            }
        }
    }

    private static void pass(RoutingContext call, @Nullable Caller caller) {
        if (caller != null) {
            call.put(Caller.class.getName(), caller);
        }
        call.next();
    }

    private static void refuse(RoutingContext call, Throwable failure) {
        if (failure instanceof RefusedException refused) {
            answer(call, refused);
        } else {
            call.fail(failure);
        }
    }

    /** Ends the call with the problem of the refusal. */
    public static void answer(RoutingContext call, RefusedException refused) {
        Refusal refusal = refused.refusal();
        HttpServerResponse response = call.response()
                .setStatusCode(refusal.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (refusal == Refusal.UNAUTHORIZED) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"pulso\"");
        } else if (refusal == Refusal.ISSUER_AWAY) {
            response.putHeader("Retry-After", RETRY_AFTER);
        }
        // The body was not read: the rest of it must not be taken for the next request.
        if (!RoleTable.READING.contains(call.request().method())
                && call.request().version() != HttpVersion.HTTP_2) {
            response.putHeader(HttpHeaders.CONNECTION, "close");
        }
        response.end(new JsonObject(refusal.problem(refused.detail())).toBuffer())
                .onFailure(call::fail);
    }
}
