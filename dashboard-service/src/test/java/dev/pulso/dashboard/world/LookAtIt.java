package dev.pulso.dashboard.world;

/** Starts a broker and a stand-in for results-service with moving sample data, for a look at the page by hand. */
public final class LookAtIt {
    private LookAtIt() {}

    public static void main(String[] args) throws InterruptedException {
        try (ResultsWorld world = new ResultsWorld();
                FakeResults results = new FakeResults(world)) {
            SampleDay day = new SampleDay(world);
            day.hour();
            System.out.println("PULSO_KAFKA=" + world.bootstrapServers() + " PULSO_RESULTS_URL=" + results.url());
            while (true) {
                day.moment();
                Thread.sleep(1_000);
            }
        }
    }
}
