package dev.pulso.dashboard.world;

/** Starts a broker and stand-ins for the services with moving sample data, for a look at the page by hand. */
public final class LookAtIt {
    private LookAtIt() {}

    public static void main(String[] args) throws InterruptedException {
        try (ResultsWorld world = new ResultsWorld();
                FakeResults results = new FakeResults(world);
                FakeExtractor extractor = new FakeExtractor()) {
            SampleDay day = new SampleDay(world);
            day.hour();
            System.out.println("PULSO_KAFKA=" + world.bootstrapServers() + " PULSO_RESULTS_URL=" + results.url()
                    + " PULSO_EXTRACTOR_URL=" + extractor.url());
            while (true) {
                day.moment();
                Thread.sleep(1_000);
            }
        }
    }
}
