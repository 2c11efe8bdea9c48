package dev.pulso.local.command;

import dev.pulso.local.client.Api;
import dev.pulso.local.client.ApiException;
import dev.pulso.local.settings.Part;
import dev.pulso.local.settings.Settings;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Switches one of the demo's sources on and the others off: the extractor remembers its sources. */
final class DemoFeed implements Runnable {
    /** A source of the demo; its id and its kind at twitter-extractor. */
    enum Source {
        /** Seeded posts, for any machine. */
        GENERATED("demo", "generator"),
        /** Everything that Bluesky's users post. Needs the internet, no account. */
        LIVE("live", "bluesky");

        private final String id;
        private final String kind;

        Source(String id, String kind) {
            this.id = id;
            this.kind = kind;
        }
    }

    private final Settings settings;
    private final @Nullable Source wanted;
    private final Api api;

    /** @param wanted the source that shall run; none if null */
    DemoFeed(Settings settings, @Nullable Source wanted) {
        this.api = new Api(settings);
        this.settings = settings;
        this.wanted = wanted;
    }

    /** Address of the web page. */
    String page() {
        return settings.url(Part.DASHBOARD);
    }

    /** @throws ApiException if the wanted source does not start */
    @Override
    public void run() {
        for (Source source : Source.values()) {
            String address = settings.url(Part.EXTRACTOR) + "/v1/sources/" + source.id;
            if (source == wanted) {
                api.putJson(address, Map.of("kind", source.kind));
                api.post(address + "/resume", "application/json", BodyPublishers.noBody());
            } else {
                pause(address);
            }
        }
    }

    private void pause(String address) {
        try {
            api.post(address + "/pause", "application/json", BodyPublishers.noBody());
        } catch (ApiException e) {
            // There was never such a demo in this data folder, or no extractor is built.
        }
    }
}
