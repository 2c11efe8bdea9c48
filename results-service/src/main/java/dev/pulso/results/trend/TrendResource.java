package dev.pulso.results.trend;

import dev.pulso.results.paging.Answers;
import dev.pulso.results.paging.Cursor;
import dev.pulso.results.paging.Parameters;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What is trending. */
@Path("/v1/trends")
@Produces({MediaType.APPLICATION_JSON, Answers.CSV})
@Blocking
public class TrendResource {
    private final TrendList trends;
    private final TrendConfig config;
    private final Answers answers;
    private final Clock clock;

    TrendResource(TrendList trends, TrendConfig config, Answers answers, Clock clock) {
        this.trends = trends;
        this.config = config;
        this.answers = answers;
        this.clock = clock;
    }

    @GET
    @Transactional
    public Response trends(
            @QueryParam("network") @Nullable String network,
            @QueryParam("lang") @Nullable String lang,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after)
            throws SQLException {
        return answers.list(trends.page(
                clock.instant().minus(config.show()),
                Parameters.filter("network", network),
                Parameters.filter("lang", lang),
                Parameters.limit(limit, 50, 1000),
                Cursor.parse(after, 2)));
    }
}
