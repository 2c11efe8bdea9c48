package dev.pulso.local.command;

import dev.pulso.local.client.Api;
import dev.pulso.local.client.ApiException;
import dev.pulso.local.settings.Part;
import dev.pulso.local.settings.Settings;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

/** Switches the generated posts on for the demo and off for everything else: the extractor remembers its sources. */
final class DemoFeed implements Runnable {
    private final Settings settings;
    private final boolean on;
    private final Api api = new Api();

    DemoFeed(Settings settings, boolean on) {
        this.settings = settings;
        this.on = on;
    }

    /** Address of the web page. */
    String page() {
        return settings.url(Part.DASHBOARD);
    }

    /** @throws ApiException if the generator does not start */
    @Override
    public void run() {
        String source = settings.url(Part.EXTRACTOR) + "/v1/sources/demo";
        if (on) {
            api.putJson(source, Map.of("kind", "generator"));
            return;
        }
        try {
            api.post(source + "/pause", "application/json", BodyPublishers.noBody());
        } catch (ApiException e) {
            // There was never a demo in this data folder, or no extractor is built.
        }
    }
}
