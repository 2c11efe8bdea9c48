package dev.pulso.ingest.access;

import dev.pulso.access.Allowance;
import dev.pulso.access.Caller;
import dev.pulso.access.Gate;
import dev.pulso.access.Role;
import dev.pulso.ingest.problem.ProblemType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.lang.reflect.Method;
import java.security.Principal;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Asks every request for its key before its body is read, and tells callers what is left of their quota. */
final class AccessFilters {
    private static final String API_KEY = "X-API-Key";

    private final Gate gate;

    AccessFilters(Gate gate) {
        this.gate = gate;
    }

    @ServerRequestFilter
    @Nullable
    Response admit(ContainerRequestContext request, ResourceInfo resource) {
        @Nullable Method method = resource.getResourceMethod();
        Needs needs = method == null ? null : method.getAnnotation(Needs.class);
        Caller caller = gate.admit(
                request.getHeaderString(HttpHeaders.AUTHORIZATION),
                request.getHeaderString(API_KEY),
                needs == null ? Role.ADMIN : needs.value());
        if (caller == null) {
            return null;
        }
        request.setSecurityContext(new Holder(caller, request.getSecurityContext()));
        Allowance allowance = caller.allowance();
        long wait = allowance == null || needs == null || !needs.quota() ? 0 : allowance.secondsToWait();
        if (wait == 0) {
            return null;
        }
        return Response.status(ProblemType.QUOTA_EXCEEDED.status())
                .type(ProblemType.MEDIA_TYPE)
                .header(HttpHeaders.RETRY_AFTER, wait)
                .entity(ProblemType.QUOTA_EXCEEDED.with("send again in " + wait + " s, or fewer events at a time"))
                .build();
    }

    /** The header fields of draft-ietf-httpapi-ratelimit-headers, and the older ones most clients know. */
    @ServerResponseFilter
    void tell(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(request.getSecurityContext().getUserPrincipal() instanceof Caller caller)) {
            return;
        }
        Allowance allowance = caller.allowance();
        if (allowance == null) {
            return;
        }
        long left = allowance.left();
        long reset = Math.max(allowance.secondsToWait(), left < allowance.burst() ? 1 : 0);
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle(
                "RateLimit-Policy",
                "\"events\";q=%d;w=%d"
                        .formatted(allowance.burst(), Math.max(1, allowance.burst() / allowance.eventsPerSecond())));
        headers.putSingle("RateLimit", "\"events\";r=%d;t=%d".formatted(left, reset));
        headers.putSingle("RateLimit-Limit", allowance.burst());
        headers.putSingle("RateLimit-Remaining", left);
        headers.putSingle("RateLimit-Reset", reset);
    }

    private record Holder(Caller caller, SecurityContext around) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return caller;
        }

        @Override
        public boolean isUserInRole(String role) {
            return caller.roles().stream().anyMatch(one -> one.name().equalsIgnoreCase(role));
        }

        @Override
        public boolean isSecure() {
            return around.isSecure();
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
