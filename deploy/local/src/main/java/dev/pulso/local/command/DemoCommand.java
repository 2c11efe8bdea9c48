package dev.pulso.local.command;

import dev.pulso.local.client.DemoShop;
import dev.pulso.local.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = "Starts everything, feeds generated posts and events and opens the page.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--no-browser", description = "Only prints the address of the page.")
    private boolean noBrowser;

    @Option(
            names = "--live",
            description = "Reads all of Bluesky instead of generated posts. Needs the internet, no account.")
    private boolean live;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Settings settings = options.settings();
        DemoFeed feed = new DemoFeed(settings, live ? DemoFeed.Source.LIVE : DemoFeed.Source.GENERATED);
        try (DemoShop shop = new DemoShop(settings)) {
            return new Foreground(settings, spec.commandLine().getOut()).run(() -> {
                feed.run();
                if (!live) {
                    shop.open();
                }
                if (!noBrowser) {
                    Browser.open(feed.page());
                }
            });
        }
    }
}
