package dev.pulso.access.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.access.Role;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;

class RoleTableTest {
    private static final RoleTable TABLE = RoleTable.usual().changing("/v1/replays", Role.WRITE);

    @Test
    void shouldAskForTheRoleOfWhatACallDoes() {
        assertThat(TABLE.needed(HttpMethod.GET, "/v1/sources")).isEqualTo(Role.READ);
        assertThat(TABLE.needed(HttpMethod.PUT, "/v1/sources/a")).isEqualTo(Role.ADMIN);
        assertThat(TABLE.needed(HttpMethod.POST, "/v1/replays")).isEqualTo(Role.WRITE);
        assertThat(TABLE.needed(HttpMethod.DELETE, "/v1/replays/1")).isEqualTo(Role.WRITE);
        assertThat(TABLE.needed(HttpMethod.GET, "/v1/replays/1")).isEqualTo(Role.READ);
    }

    @Test
    void shouldCloseWhatNobodyThoughtOf() {
        assertThat(TABLE.needed(HttpMethod.POST, "/v1/replays-of-others")).isEqualTo(Role.ADMIN);
        assertThat(TABLE.needed(HttpMethod.valueOf("PROPFIND"), "/v1/sources")).isEqualTo(Role.ADMIN);
        assertThat(TABLE.needed(HttpMethod.GET, "/")).isEqualTo(Role.READ);
        assertThat(TABLE.needed(HttpMethod.GET, "/q")).isEqualTo(Role.READ);
        assertThat(TABLE.needed(HttpMethod.GET, "/q/health")).isNull();
    }
}
