package dev.pulso.local.run;

import dev.pulso.embedded.PostgresServer;
import dev.pulso.embedded.PostgresSettings;
import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Part;
import dev.pulso.local.settings.Settings;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL server. */
final class PostgresUnit implements Unit {
    private static final Node NODE = new Node(Part.POSTGRES, 0);

    private final PostgresSettings settings;

    @Nullable
    private volatile PostgresServer server;

    PostgresUnit(Settings settings, Secrets secrets) {
        this.settings = new PostgresSettings(
                settings.data().resolve("postgres/data"),
                settings.port(Part.POSTGRES),
                ServiceCommand.DATABASE_USER,
                secrets.databasePassword(),
                true,
                false,
                settings.log(NODE),
                settings.secure() ? secrets.certificate() : null);
    }

    @Override
    public Node node() {
        return NODE;
    }

    @Override
    public void start() {
        PostgresServer existing = server;
        if (existing == null) {
            server = PostgresServer.start(settings);
        } else {
            existing.restart();
        }
    }

    @Override
    public void stop() {
        PostgresServer running = server;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public ProcessHandle process() {
        PostgresServer running = server;
        if (running == null) {
            throw new IllegalStateException("PostgreSQL does not run");
        }
        return running.process();
    }
}
