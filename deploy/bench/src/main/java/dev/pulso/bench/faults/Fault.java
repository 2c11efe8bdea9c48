package dev.pulso.bench.faults;

import dev.pulso.bench.load.Disorder;

/**
 * A row of the suite.
 *
 * @param row its number in the list of faults
 * @param title what is done
 * @param stage what it needs to be running
 * @param disorder how event times lie meanwhile
 * @param action does the harm and ends it; returns when nothing stands in the way of recovery
 */
record Fault(String row, String title, Stage stage, Disorder disorder, Action action) {
    /** Harm, under load. */
    interface Action {
        void run(Scene scene) throws Exception;
    }

    Fault(String row, String title, Stage stage, Action action) {
        this(row, title, stage, Disorder.USUAL, action);
    }
}
